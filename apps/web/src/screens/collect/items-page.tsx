import type { Series } from '@musubi/schema';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/code.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { Page } from '../../parts/page.tsx';
import { Simulated } from '../../parts/simulated.tsx';
import { useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ItemDialog } from './item-dialog.tsx';

/** Every series with what Musubi knows of it. */
export function ItemsPage() {
  const { words } = useSpoken();
  const w = words.items;
  const series = useApi('listSeries', {});
  const all = series.data?.series ?? [];
  const plain = all.filter(({ expectedEveryMs }) => expectedEveryMs === undefined).length;
  const sentence =
    all.length === 0
      ? w.none
      : w.sentence({
          total: <a href="#items">{all.length}</a>,
          n: all.length,
          plain: <a href="#items">{plain}</a>,
          plainN: plain,
        });
  return (
    <Page name={w.name} sentence={series.data ? sentence : words.acts.loading}>
      <p className="prose mb-4">{w.gloss}</p>
      <Waiting on={series}>{() => all.length > 0 && <Items all={all} />}</Waiting>
    </Page>
  );
}

function Items({ all }: { all: readonly Series[] }) {
  const { words, formats } = useSpoken();
  const w = words.items;
  const mayChange = useMay('leader');
  const devices = useApi('listDevices', {}).data?.devices;
  const chains = useApi('listFilterChains', {}).data?.chains;
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim().toLowerCase());
  const [edited, setEdited] = useState<Series>();
  const deviceOf = useMemo(() => new Map(devices?.map(({ device }) => [device.id, device.name])), [devices]);
  const chainOf = useMemo(() => new Map(chains?.map(({ chain }) => [chain.id, chain.name])), [chains]);
  const shown = all.filter(({ name, key, deviceId }) =>
    `${name} ${key} ${deviceOf.get(deviceId) ?? ''}`.toLowerCase().includes(search),
  );
  const columns: Column<Series>[] = [
    {
      id: 'name',
      header: w.item,
      names: true,
      value: ({ name }) => name,
      show: ({ id, name, simulated }) => (
        <>
          <Link to="/explore" search={{ items: id }}>
            {name}
          </Link>{' '}
          <Simulated when={simulated} />
        </>
      ),
    },
    { id: 'device', header: w.device, value: ({ deviceId }) => deviceOf.get(deviceId) ?? '' },
    { id: 'key', header: w.key, value: ({ key }) => key, show: ({ key }) => <Code text={key} /> },
    { id: 'kind', header: w.kind, value: ({ kind }) => words.states.kind[kind] },
    { id: 'unit', header: w.unit, value: ({ unit }) => unit },
    {
      id: 'expected',
      header: w.expected,
      number: true,
      value: ({ expectedEveryMs }) => expectedEveryMs ?? 0,
      show: ({ expectedEveryMs }) =>
        expectedEveryMs === undefined ? w.onChange : formats.duration(expectedEveryMs),
    },
    {
      id: 'filter',
      header: w.filter,
      value: ({ filterChainId }) => (filterChainId ? (chainOf.get(filterChainId) ?? '') : words.acts.none),
    },
    ...(mayChange
      ? [
          {
            id: 'acts',
            header: words.acts.change,
            acts: true,
            value: () => '',
            show: (one: Series) => (
              <Button small onPress={() => setEdited(one)}>
                {words.acts.change}
                <span className="visually-hidden"> {one.name}</span>
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <div id="items" className="grid gap-4">
      <div className="form">
        <TextInput label={w.search} value={typed} onChange={setTyped} />
      </div>
      {shown.length === 0 ? (
        <p>{w.nothingMatches}</p>
      ) : (
        <DataTable caption={w.name} rows={shown} columns={columns} rowId={({ id }) => id} />
      )}
      {edited && <ItemDialog series={edited} onClose={() => setEdited(undefined)} />}
    </div>
  );
}
