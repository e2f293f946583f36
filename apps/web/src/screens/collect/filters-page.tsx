import { Link } from '@tanstack/react-router';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty, Page } from '../../parts/page.tsx';
import { useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { Waiting } from '../../parts/waiting.tsx';

type Entry = CallOutput<'listFilterChains'>['chains'][number];

const saved = ({ received, kept }: Pick<Entry, 'received' | 'kept'>) =>
  received === 0 ? 0 : 1 - kept / received;

/** Filter chains: what they save, and how wrong they can be. */
export function FiltersPage() {
  const { words, formats } = useSpoken();
  const w = words.filters;
  const mayAdd = useMay('leader');
  const filters = useApi('listFilterChains', {}, { everyMs: 15_000 });
  const chains = filters.data?.chains ?? [];
  const whole = {
    received: chains.reduce((sum, { received }) => sum + received, 0),
    kept: chains.reduce((sum, { kept }) => sum + kept, 0),
  };
  const columns: Column<Entry>[] = [
    {
      id: 'name',
      header: w.filter,
      names: true,
      value: ({ chain }) => chain.name,
      show: ({ chain }) => (
        <Link to="/collect/filters/$id" params={{ id: chain.id }}>
          {chain.name}
        </Link>
      ),
    },
    {
      id: 'steps',
      header: w.steps,
      value: ({ chain }) => chain.steps.map(({ filter }) => w.names[filter]).join(' → '),
    },
    { id: 'version', header: w.version, number: true, value: ({ chain }) => chain.version },
    { id: 'items', header: w.usedBy, number: true, value: ({ seriesCount }) => seriesCount },
    {
      id: 'received',
      header: w.received,
      number: true,
      value: ({ received }) => received,
      show: ({ received }) => formats.count(received),
    },
    {
      id: 'kept',
      header: w.kept,
      number: true,
      value: ({ kept }) => kept,
      show: ({ kept }) => formats.count(kept),
    },
    {
      id: 'saved',
      header: w.reduction,
      number: true,
      value: saved,
      show: (entry) => (
        <>
          {formats.share(saved(entry))}
          <span className="unit">%</span>
        </>
      ),
    },
    {
      id: 'error',
      header: w.maxError,
      number: true,
      value: ({ maxError }) => maxError ?? -1,
      show: ({ maxError }) => (maxError === null ? w.computes : formats.number(maxError)),
    },
  ];
  return (
    <Page
      name={w.name}
      sentence={
        !filters.data
          ? words.acts.loading
          : chains.length === 0
            ? w.none
            : w.sentence({
                chains: <a href="#filters">{chains.length}</a>,
                n: chains.length,
                dropped: formats.share(saved(whole)),
                error: chains.every(({ maxError }) => maxError !== null),
              })
      }
      actions={
        mayAdd && (
          <Link to="/collect/filters/$id" params={{ id: 'new' }} className="button button-primary">
            {w.add}
          </Link>
        )
      }
    >
      <Waiting on={filters}>
        {() =>
          chains.length === 0 ? (
            <Empty title={w.emptyTitle} why={w.emptyWhy} />
          ) : (
            <div id="filters">
              <DataTable caption={w.name} rows={chains} columns={columns} rowId={({ chain }) => chain.id} />
            </div>
          )
        }
      </Waiting>
    </Page>
  );
}
