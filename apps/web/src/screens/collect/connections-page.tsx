import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty, Page } from '../../parts/page.tsx';
import { useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ConnectionName } from './connection-names.tsx';
import { HealthState } from './health-state.tsx';

type Entry = CallOutput<'listConnections'>['connections'][number];

const troubled = ({ connection, health }: Entry) =>
  connection.enabled && ['refused', 'retrying', 'silent'].includes(health.state);

/** 集める: what is connected, and does everything that is expected arrive? */
export function ConnectionsPage() {
  const { words } = useSpoken();
  const w = words.connections;
  const mayAdd = useMay('administrator');
  const mayInvite = useMay('leader');
  const connections = useApi('listConnections', {}, { everyMs: 3_000 });
  return (
    <Page
      name={w.name}
      sentence={connections.data ? <Sentence entries={connections.data.connections} /> : words.acts.loading}
      actions={
        <>
          {mayInvite && (
            <Link to="/collect/invite" className="button button-primary">
              {words.devices.invite}
            </Link>
          )}
          {mayAdd && (
            <Link to="/collect/add" className="button">
              {w.add}
            </Link>
          )}
        </>
      }
    >
      <Waiting on={connections}>
        {({ connections: entries }) =>
          entries.length === 0 ? (
            <Empty title={w.none} why={words.devices.emptyWhy} />
          ) : (
            <>
              <ConnectionTable entries={entries} />
              <p className="field-help mt-2">{w.countedSince}</p>
            </>
          )
        }
      </Waiting>
    </Page>
  );
}

function Sentence({ entries }: { entries: readonly Entry[] }) {
  const { words, formats } = useSpoken();
  const now = useNow();
  const active = entries.filter(({ connection }) => connection.enabled);
  if (active.length === 0) return words.connections.none;
  const bad = active.filter(troubled).toSorted((a, b) => a.health.since - b.health.since);
  const worst = bad[0];
  const expected = entries.reduce((sum, { health }) => sum + health.expected, 0);
  const missing = entries.reduce((sum, { health }) => sum + health.missing, 0);
  return (
    <>
      {words.connections.sentence({
        running: <strong>{active.length - bad.length}</strong>,
        total: <a href="#connections">{active.length}</a>,
        n: active.length,
        all: bad.length === 0,
        worst: worst && {
          name: (
            <Link to="/collect/connections/$id" params={{ id: worst.connection.id }}>
              {worst.connection.name}
            </Link>
          ),
          word: words.states.connection[worst.health.state],
          since: formats.duration(now - worst.health.since),
        },
      })}
      {expected > 0 && words.connections.missingSentence(formats.share((expected - missing) / expected))}
    </>
  );
}

function ConnectionTable({ entries }: { entries: readonly Entry[] }) {
  const { words, formats } = useSpoken();
  const now = useNow();
  const w = words.connections;
  const ordered = useMemo(
    () => entries.toSorted((a, b) => Number(troubled(b)) - Number(troubled(a))),
    [entries],
  );
  const count = (id: 'expected' | 'received' | 'missing' | 'late' | 'duplicate' | 'quarantined') => ({
    id,
    header: w[id],
    number: true,
    value: ({ health }: Entry) => health[id],
    show: ({ health }: Entry) => formats.count(health[id]),
  });
  const columns: Column<Entry>[] = [
    {
      id: 'name',
      header: w.connection,
      names: true,
      value: ({ connection }) => connection.name,
      show: ({ connection }) => <ConnectionName connection={connection} />,
    },
    {
      id: 'state',
      header: w.state,
      value: ({ health }) => words.states.connection[health.state],
      show: ({ health }) => <HealthState health={health} />,
    },
    {
      id: 'since',
      header: w.since,
      number: true,
      value: ({ health }) => now - health.since,
      show: ({ health }) => formats.duration(now - health.since),
    },
    {
      id: 'last',
      header: w.lastReading,
      number: true,
      value: ({ health }) => health.lastReadingAt ?? 0,
      show: ({ health }) =>
        health.lastReadingAt === undefined
          ? w.never
          : words.acts.ago(formats.duration(now - health.lastReadingAt)),
    },
    count('expected'),
    count('received'),
    count('missing'),
    count('late'),
    count('duplicate'),
    count('quarantined'),
  ];
  return (
    <div id="connections">
      <DataTable
        caption={w.name}
        rows={ordered}
        columns={columns}
        rowId={({ connection }) => connection.id}
      />
    </div>
  );
}
