import { MusubiError } from '@musubi/base';
import type { Role } from '@musubi/schema';
import { addToken, listTokens, revokeToken } from '@musubi/schema/api';
import { type Command, text } from '../command.ts';
import { parseTime } from '../parse-time.ts';

export const token: Command = {
  name: 'token',
  ja: '自分のアクセストークンの一覧・追加・取り消し（musubi login の後で）',
  en: 'My access tokens: list, add, revoke (after musubi login)',
  usage: 'list | add <name> | revoke <id>',
  options: {
    role: { type: 'string', ja: '役割（自分の役割まで）', en: 'Role, no higher than my own' },
    expires: { type: 'string', ja: '期限', en: 'When it expires' },
  },
  async run({ words: [act = 'list', name], say, ...context }) {
    const client = await context.client();
    if (act === 'list') {
      const { tokens } = await client.call(listTokens, {});
      const iso = (time: number | undefined) => time && new Date(time).toISOString();
      return say.result(tokens, () =>
        say.table(
          ['id', 'name', 'role', 'expires', 'last used', 'revoked'],
          tokens.map((one) => [
            one.id,
            one.name,
            one.role,
            iso(one.expiresAt),
            iso(one.lastUsedAt),
            iso(one.revokedAt),
          ]),
        ),
      );
    }
    if (name === undefined) {
      throw new MusubiError('caller', 'client.missing-option', 'no name', { details: { name: '<name>' } });
    }
    if (act === 'revoke') {
      await client.call(revokeToken, { id: name });
      return say.result({ revoked: name }, () => say.line(name));
    }
    if (act !== 'add')
      throw new MusubiError('caller', 'client.unknown-act', `unknown act ${act}`, { details: { act } });
    const options = { words: [], say, ...context };
    const role = text(options, 'role');
    const expires = text(options, 'expires');
    const made = await client.call(addToken, {
      name,
      ...(role === undefined ? {} : { role: role as Role }),
      ...(expires === undefined ? {} : { expiresAt: parseTime(expires, context.now()) }),
    });
    say.result(made, () => say.line(made.secret));
  },
};
