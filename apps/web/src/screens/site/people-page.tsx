import type { Person } from '@musubi/schema';
import { useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Page } from '../../parts/page.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useMe } from '../../parts/use-me.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Access = 'active' | 'disabled' | 'ended';

function accessOf({ disabledAt, endsAt }: Person, now: number): Access {
  if (disabledAt !== undefined) return 'disabled';
  return endsAt !== undefined && endsAt <= now ? 'ended' : 'active';
}

/** 人: who may log in, as what, until when. */
export function PeoplePage() {
  const { words, formats } = useSpoken();
  const w = words.people;
  const now = useNow(60_000);
  const people = useApi('listPeople', {});
  const [dialog, setDialog] = useState<{ person?: Person }>();
  const [secret, setSecret] = useState<{ name: string; password: string }>();
  const active = people.data?.people.filter((one) => accessOf(one, now) === 'active') ?? [];
  const ending = active
    .filter(({ endsAt }) => endsAt !== undefined)
    .toSorted((a, b) => (a.endsAt ?? 0) - (b.endsAt ?? 0))[0];
  return (
    <Page
      name={w.name}
      sentence={
        people.data
          ? w.sentence({
              total: <a href="#people">{active.length}</a>,
              n: active.length,
              administrators: active.filter(({ role }) => role === 'administrator').length,
              ending: ending && {
                name: <strong>{ending.name}</strong>,
                date: formats.date(ending.endsAt ?? 0),
              },
            })
          : words.acts.loading
      }
      actions={
        <Button kind="primary" onPress={() => setDialog({})}>
          {w.add}
        </Button>
      }
    >
      <Waiting on={people}>
        {(data) => (
          <PeopleTable
            people={data.people}
            onEdit={(person) => setDialog({ person })}
            onFirstPassword={(name, password) => setSecret({ name, password })}
          />
        )}
      </Waiting>
      {dialog && (
        <PersonDialog
          person={dialog.person}
          onClose={() => setDialog(undefined)}
          onFirstPassword={(name, password) => setSecret({ name, password })}
        />
      )}
      {secret && (
        <SecretDialog
          title={w.firstPasswordTitle(secret.name)}
          once={w.firstPasswordOnce}
          secret={secret.password}
          onClose={() => setSecret(undefined)}
        />
      )}
    </Page>
  );
}

interface TableProps {
  people: readonly Person[];
  onEdit: (person: Person) => void;
  onFirstPassword: (name: string, password: string) => void;
}

function PeopleTable({ people, onEdit, onFirstPassword }: TableProps) {
  const { words, formats } = useSpoken();
  const w = words.people;
  const now = useNow(60_000);
  const columns: Column<Person>[] = [
    { id: 'name', header: w.person, names: true, value: ({ name }) => name },
    { id: 'login', header: w.login, value: ({ login }) => login },
    { id: 'role', header: w.role, value: ({ role }) => words.states.role[role] },
    {
      id: 'state',
      header: w.state,
      value: (one) => w[accessOf(one, now)],
      show: (one) => {
        const access = accessOf(one, now);
        return (
          <StateMark
            look={{ shape: access === 'active' ? 'circle' : 'crossed', tone: 'quiet' }}
            word={w[access]}
          />
        );
      },
    },
    {
      id: 'ends',
      header: w.endsAt,
      value: ({ endsAt }) => (endsAt === undefined ? w.never : formats.date(endsAt)),
    },
    {
      id: 'acts',
      header: w.edit,
      acts: true,
      value: () => '',
      show: (one) => <PersonActs person={one} onEdit={onEdit} onFirstPassword={onFirstPassword} />,
    },
  ];
  return (
    <div id="people">
      <DataTable caption={w.name} rows={people} columns={columns} rowId={({ id }) => id} />
    </div>
  );
}

function PersonActs(props: { person: Person } & Omit<TableProps, 'people'>) {
  const { words } = useSpoken();
  const w = words.people;
  const { person } = props;
  const me = useMe();
  const change = useAct('changePerson', ['listPeople']);
  const isMe = me?.id === person.id;
  const named = (label: string) => (
    <>
      {label}
      <span className="visually-hidden"> {person.name}</span>
    </>
  );
  return (
    <span className="buttons">
      <Button small onPress={() => props.onEdit(person)}>
        {named(w.edit)}
      </Button>
      {!isMe && (
        <ConfirmButton
          small
          kind="quiet"
          label={named(w.newPassword)}
          title={w.newPasswordTitle(person.name)}
          act={w.newPassword}
          onAct={async () => {
            const { firstPassword } = await change.mutateAsync({
              input: { id: person.id, newPassword: true },
            });
            if (firstPassword) props.onFirstPassword(person.name, firstPassword);
          }}
        >
          {w.newPasswordWhat}
        </ConfirmButton>
      )}
      {!isMe &&
        (person.disabledAt === undefined ? (
          <ConfirmButton
            small
            kind="quiet"
            label={named(w.lock)}
            title={w.lockTitle(person.name)}
            act={w.lock}
            onAct={() => change.mutateAsync({ input: { id: person.id, disabled: true } })}
          >
            {w.lockWhat}
          </ConfirmButton>
        ) : (
          <Button
            small
            kind="quiet"
            onPress={() => change.mutate({ input: { id: person.id, disabled: false } })}
          >
            {named(w.unlock)}
          </Button>
        ))}
      <Trouble error={change.error} />
    </span>
  );
}
