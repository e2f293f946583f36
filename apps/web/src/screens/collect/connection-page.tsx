import type { Connection, ConnectionHealth } from '@musubi/schema';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { Simulated } from '../../parts/simulated.tsx';
import { say } from '../../parts/toasts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ConnectionEditor } from './connection-editor.tsx';
import { HealthState } from './health-state.tsx';

const counts = ['expected', 'received', 'missing', 'late', 'duplicate', 'quarantined', 'reconnects'] as const;

/** One connection: how it fares, and its settings. */
export function ConnectionPage() {
  const { words } = useSpoken();
  const w = words.connections;
  const { id } = useParams({ strict: false });
  const connections = useApi('listConnections', {}, { everyMs: 3_000 });
  const entry = connections.data?.connections.find(({ connection }) => connection.id === id);
  if (!entry)
    return (
      <Page name={w.connection} sentence={connections.data ? w.gone : words.acts.loading}>
        <Waiting on={connections}>{() => null}</Waiting>
      </Page>
    );
  return <Known connection={entry.connection} health={entry.health} />;
}

function Known({ connection, health }: { connection: Connection; health: ConnectionHealth }) {
  const { words, formats } = useSpoken();
  const w = words.connections;
  const mayChange = useMay('administrator');
  return (
    <Page
      name={connection.name}
      sentence={w.editSentence(connection.name, words.states.connection[health.state])}
      actions={mayChange && <Acts connection={connection} />}
    >
      <p className="flex gap-2">
        <Simulated when={connection.simulated} />
        {connection.builtIn && <span className="text-soft">{w.builtIn}</span>}
      </p>
      <Section title={w.health}>
        <div className="sheet">
          <HealthState health={health} long />
          <dl className="facts figures mt-3">
            {counts.map((name) => (
              <div key={name} className="contents">
                <dt>{w[name]}</dt>
                <dd>{formats.count(health[name])}</dd>
              </div>
            ))}
          </dl>
          <p className="field-help mt-2">{w.countedSince}</p>
        </div>
      </Section>
      {mayChange && <Settings connection={connection} />}
    </Page>
  );
}

function Acts({ connection }: { connection: Connection }) {
  const { words } = useSpoken();
  const w = words.connections;
  const navigate = useNavigate();
  const change = useAct('changeConnection', ['listConnections']);
  const remove = useAct('removeConnection', ['listConnections']);
  return (
    <>
      <Button
        isBusy={change.isPending}
        onPress={() => change.mutate({ input: { id: connection.id, enabled: !connection.enabled } })}
      >
        {connection.enabled ? w.switchOff : w.switchOn}
      </Button>
      {!connection.builtIn && (
        <ConfirmButton
          kind="danger"
          label={w.remove}
          title={w.removeTitle(connection.name)}
          act={w.remove}
          onAct={async () => {
            await remove.mutateAsync({ input: { id: connection.id } });
            say(w.removed(connection.name));
            await navigate({ to: '/collect' });
          }}
        >
          {w.removeWhat}
        </ConfirmButton>
      )}
      <Trouble error={change.error} />
    </>
  );
}

function Settings({ connection }: { connection: Connection }) {
  const { words } = useSpoken();
  const w = words.connections;
  const connectors = useApi('listConnectors', {});
  const change = useAct('changeConnection', ['listConnections']);
  return (
    <Section title={w.settings}>
      <Waiting on={connectors}>
        {(data) => {
          const connector = data.connectors.find(({ name }) => name === connection.connector);
          if (!connector || Object.keys(connector.settings.properties ?? {}).length === 0)
            return <p className="prose">{w.notAddable}</p>;
          return (
            <ConnectionEditor
              connector={connector}
              stored={connection}
              busy={change.isPending}
              error={change.error}
              onSave={(name, settings) =>
                change.mutate(
                  { input: { id: connection.id, name, settings } },
                  { onSuccess: () => say(w.saved) },
                )
              }
            />
          );
        }}
      </Waiting>
    </Section>
  );
}
