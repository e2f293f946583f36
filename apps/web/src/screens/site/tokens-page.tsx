import type { Role } from '@musubi/schema';
import { type FormEvent, useState } from 'react';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { SelectInput, TextInput } from '../../parts/fields.tsx';
import { may } from '../../parts/may.ts';
import { Empty, Page } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useMe } from '../../parts/use-me.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { startOfDay } from './end-day.ts';
import { SecretDialog } from './secret-dialog.tsx';

type Token = CallOutput<'listTokens'>['tokens'][number];

/** My access tokens: which scripts act in my name? */
export function TokensPage() {
  const { words } = useSpoken();
  const w = words.people;
  const tokens = useApi('listTokens', {});
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const valid = tokens.data?.tokens.filter(({ revokedAt }) => revokedAt === undefined).length ?? 0;
  return (
    <Page
      name={w.tokens}
      sentence={
        tokens.data
          ? w.tokensSentence({ count: <a href="#tokens">{valid}</a>, n: valid })
          : words.acts.loading
      }
      actions={
        <Button kind="primary" onPress={() => setAdding(true)}>
          {w.addToken}
        </Button>
      }
    >
      <p className="prose mb-4">{w.tokensGloss}</p>
      <Waiting on={tokens}>
        {(data) =>
          data.tokens.length === 0 ? (
            <Empty title={w.tokensEmptyTitle} why={w.tokensEmptyWhy} />
          ) : (
            <TokenTable tokens={data.tokens} />
          )
        }
      </Waiting>
      {adding && <AddToken onClose={() => setAdding(false)} onSecret={setSecret} />}
      {secret && (
        <SecretDialog
          title={w.tokenSecret}
          once={w.tokenOnce}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </Page>
  );
}

function TokenTable({ tokens }: { tokens: readonly Token[] }) {
  const { words, formats } = useSpoken();
  const w = words.people;
  const now = useNow(60_000);
  const revoke = useAct('revokeToken', ['listTokens']);
  const columns: Column<Token>[] = [
    { id: 'name', header: w.tokenName, names: true, value: ({ name }) => name },
    { id: 'role', header: w.role, value: ({ role }) => words.states.role[role] },
    {
      id: 'ends',
      header: w.tokenEnds,
      value: ({ expiresAt }) => (expiresAt === undefined ? w.never : formats.date(expiresAt)),
    },
    {
      id: 'used',
      header: w.lastUsed,
      number: true,
      value: ({ lastUsedAt }) => lastUsedAt ?? 0,
      show: ({ lastUsedAt }) =>
        lastUsedAt === undefined ? words.acts.none : words.acts.ago(formats.duration(now - lastUsedAt)),
    },
    {
      id: 'acts',
      header: w.revoke,
      acts: true,
      value: () => '',
      show: (token) =>
        token.revokedAt === undefined ? (
          <ConfirmButton
            small
            kind="quiet"
            label={
              <>
                {w.revoke}
                <span className="visually-hidden"> {token.name}</span>
              </>
            }
            title={w.revokeTitle(token.name)}
            act={w.revoke}
            onAct={async () => {
              await revoke.mutateAsync({ input: { id: token.id } });
              say(w.revokedDone(token.name));
            }}
          >
            {w.revokeWhat}
          </ConfirmButton>
        ) : (
          w.revoked
        ),
    },
  ];
  return (
    <div id="tokens">
      <DataTable caption={w.tokens} rows={tokens} columns={columns} rowId={({ id }) => id} />
    </div>
  );
}

const roles: readonly Role[] = ['viewer', 'worker', 'leader', 'administrator'];

function AddToken({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) {
  const { words } = useSpoken();
  const w = words.people;
  const me = useMe();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [ends, setEnds] = useState('');
  const add = useAct('addToken', ['listTokens']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = startOfDay(ends);
    add.mutate(
      { input: { name: name.trim(), role, ...(expiresAt === undefined ? {} : { expiresAt }) } },
      {
        onSuccess({ secret }) {
          onClose();
          onSecret(secret);
        },
      },
    );
  };
  return (
    <Dialog title={w.addToken} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextInput label={w.tokenName} value={name} onChange={setName} isRequired />
        <SelectInput
          label={w.tokenRole}
          help={w.roleHelp[role]}
          value={role}
          onChange={setRole}
          options={roles
            .filter((one) => me && may(me.role, one))
            .map((value) => ({ value, label: words.states.role[value] }))}
        />
        <TextInput label={w.tokenEnds} type="date" value={ends} onChange={setEnds} isRequired={false} />
        <Trouble error={add.error} />
        <div className="buttons">
          <Button kind="primary" type="submit" isBusy={add.isPending}>
            {w.addToken}
          </Button>
          <Button onPress={onClose}>{words.acts.keep}</Button>
        </div>
      </form>
    </Dialog>
  );
}
