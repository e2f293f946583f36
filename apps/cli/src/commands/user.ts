import { MusubiError } from '@musubi/base';
import type { Person, Role } from '@musubi/schema';
import { addPerson, changePerson, listPeople } from '@musubi/schema/api';
import type { Client } from '../client/client.ts';
import { type Command, type CommandContext, text } from '../command.ts';
import { parseTime } from '../parse-time.ts';

export const user: Command = {
  name: 'user',
  ja: '利用者の一覧・追加・変更（list、add、change、disable、enable、password）',
  en: 'People who may log in (list, add, change, disable, enable, password)',
  usage: 'list | add <login> | change <login> | disable <login> | enable <login> | password <login>',
  options: {
    name: { type: 'string', ja: '名前', en: 'Name' },
    role: {
      type: 'string',
      ja: '役割（viewer、worker、leader、administrator、adviser）',
      en: 'Role (viewer, worker, leader, administrator, adviser)',
    },
    ends: { type: 'string', ja: '利用できる期限（外部アドバイザー）', en: 'When the access ends (advisers)' },
    language: { type: 'string', ja: '言語（ja、en）', en: 'Language (ja, en)' },
  },
  async run(context) {
    const [act = 'list', login] = context.words;
    const client = await context.client();
    const { people } = await client.call(listPeople, {});
    if (act === 'list') return print(context, people);
    if (login === undefined) {
      throw new MusubiError('caller', 'client.missing-option', 'no login', { details: { name: '<login>' } });
    }
    const ends = text(context, 'ends');
    const wishes = {
      ...(text(context, 'name') === undefined ? {} : { name: text(context, 'name')! }),
      ...(text(context, 'role') === undefined ? {} : { role: text(context, 'role') as Role }),
      ...(ends === undefined ? {} : { endsAt: parseTime(ends, context.now()) }),
    };
    if (act === 'add') {
      const added = await client.call(addPerson, {
        login,
        name: login,
        role: 'viewer',
        language: (text(context, 'language') ?? context.say.language) as 'ja',
        ...wishes,
      });
      return printWithPassword(context, added.person, added.firstPassword);
    }
    const changed = await change(client, act, idOf(people, login), wishes);
    printWithPassword(context, changed.person, changed.firstPassword);
  },
};

function change(client: Client, act: string, id: string, wishes: object) {
  const changes: Readonly<Record<string, object>> = {
    change: wishes,
    disable: { disabled: true },
    enable: { disabled: false },
    password: { newPassword: true },
  };
  const input = changes[act];
  if (!input)
    throw new MusubiError('caller', 'client.unknown-act', `unknown act ${act}`, { details: { act } });
  return client.call(changePerson, { id, ...input });
}

function idOf(people: readonly Person[], login: string): string {
  const person = people.find((one) => one.login === login.toLowerCase());
  if (!person) throw new MusubiError('caller', 'client.unknown-login', `no ${login}`, { details: { login } });
  return person.id;
}

function print({ say }: CommandContext, people: readonly Person[]): void {
  say.result(people, () =>
    say.table(
      ['login', 'name', 'role', 'language', 'ends', 'disabled'],
      people.map((one) => [
        one.login,
        one.name,
        one.role,
        one.language,
        isoOf(one.endsAt),
        isoOf(one.disabledAt),
      ]),
    ),
  );
}

function printWithPassword(context: CommandContext, person: Person, firstPassword: string | undefined): void {
  context.say.result({ person, firstPassword }, () => {
    context.say.table(['login', 'name', 'role'], [[person.login, person.name, person.role]]);
    if (firstPassword)
      context.say.line(`${context.say.word('最初のパスワード', 'First password')}: ${firstPassword}`);
  });
}

function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
