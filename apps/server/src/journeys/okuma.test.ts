import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '@musubi/base';
import type { Series } from '@musubi/schema';
import { addConnection, listConnections, listDevices, listMachines } from '@musubi/schema/api';
import { openReplayAdapter, type ReplayAdapter } from '@musubi/world';
import { expect, it } from 'vitest';
import type { PersonClient } from '../product/person-client.ts';
import { givenCount, type RawColumns, rawReadings, seriesOf } from '../product/stored-readings.ts';
import { openWorkshop } from './workshop.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const FOLDER = ['../shared/data/mtconnect', '../../shared/data/mtconnect']
  .map((folder) => resolve(ROOT, folder))
  .find((folder) => existsSync(folder));
const RECORDING = resolve(FOLDER ?? '', 'okuma-multus-u3000.shdr');
const PATIENCE = { timeout: 60_000, interval: 100 };

/** Positions are one observation in three parts, conditions one with parts beside it. */
function itemOf(key: string): string | undefined {
  if (/\.([yz]|code|severity|qualifier|text)$/.test(key)) return undefined;
  return key.replace(/\.x$/, '');
}

/** What is stored of each data item. */
async function storedCounts(client: PersonClient, series: ReadonlyMap<string, Series>) {
  const raw = await rawReadings(
    client,
    [...series.values()].map(({ id }) => id),
  );
  const counts: Record<string, number> = {};
  for (const [key, { id }] of series) {
    const item = itemOf(key);
    if (item) counts[item] = (counts[item] ?? 0) + givenCount(raw.get(id)!);
  }
  return counts;
}

function sentCounts(adapter: ReplayAdapter): Record<string, number> {
  return Object.fromEntries([...adapter.counts()].map(([item, { sent, blank }]) => [item, sent + blank]));
}

async function healthOf(client: PersonClient, id: string) {
  const { connections } = await client.call(listConnections, {});
  return connections.find(({ connection }) => connection.id === id)!.health;
}

it('stores the recorded Okuma item by item as it was sent, and once only', {
  timeout: 120_000,
}, async (context) => {
  if (!FOLDER) return context.skip('../shared/data/mtconnect is not beside this checkout');
  await using workshop = await openWorkshop();
  const { client } = workshop;
  const play = (port: number) =>
    openReplayAdapter({ file: RECORDING, clock: systemClock, speed: Number.POSITIVE_INFINITY, port });

  const adapter = await play(0);
  const { connection } = await client.call(addConnection, {
    name: 'Okuma MULTUS U3000',
    connector: 'shdr',
    settings: {
      host: '127.0.0.1',
      port: adapter.port,
      deviceModel: readFileSync(resolve(FOLDER, 'Devices.xml'), 'utf8'),
    },
  });
  const played = await adapter.done;
  expect(played?.observations).toBeGreaterThan(10_000);
  const sent = sentCounts(adapter);
  await expect.poll(async () => deviceNames(client), PATIENCE).toEqual(['OKUMA']);
  const { devices } = await client.call(listDevices, {});
  const deviceId = devices[0]!.device.id;
  await expect
    .poll(async () => storedCounts(client, await seriesOf(client, deviceId)), PATIENCE)
    .toEqual(sent);
  const series = await seriesOf(client, deviceId);
  const before = await healthOf(client, connection.id);
  expect(before).toMatchObject({ quarantined: 0, duplicate: 0 });

  await showsTheMachine(client, series);

  await adapter.close();
  await using again = await play(adapter.port);
  await again.done;
  await expect
    .poll(async () => (await healthOf(client, connection.id)).duplicate, PATIENCE)
    .toBe(before.received);
  expect(await storedCounts(client, await seriesOf(client, deviceId))).toEqual(sent);
  process.stdout.write(
    `      Okuma: ${played?.observations} observations of ${Object.keys(sent).length} data items, ` +
      `${before.received} readings stored; played again: all ${before.received} known, none stored twice\n`,
  );
});

async function deviceNames(client: PersonClient): Promise<string[]> {
  const { devices } = await client.call(listDevices, {});
  return devices.map(({ device }) => device.name);
}

/** Execution, loads, positions, part count and conditions are there, as what they are. */
async function showsTheMachine(client: PersonClient, series: ReadonlyMap<string, Series>): Promise<void> {
  expect(series.get('pexecution')?.kind).toBe('state');
  expect(series.get('S1load')).toMatchObject({ kind: 'number', unit: '%' });
  expect(series.get('X1actm')).toMatchObject({ kind: 'number', unit: 'mm' });
  expect(series.get('ppartcount')).toMatchObject({ kind: 'number', isCounter: true });
  expect(series.get('CoolantSystem1_cond')?.kind).toBe('state');
  const read = async (key: string): Promise<RawColumns> => {
    const { id } = series.get(key)!;
    return (await rawReadings(client, [id])).get(id)!;
  };
  expect(new Set((await read('pexecution')).text)).toContain('ACTIVE');
  expect((await read('S1load')).last.some((value) => value !== null && value > 0)).toBe(true);
  // A position is three parts, each as often as the others.
  const positions = [...series.keys()].filter((key) => key.endsWith('.x')).map((key) => key.slice(0, -2));
  expect(positions.length).toBeGreaterThan(0);
  for (const position of positions) {
    const parts = await Promise.all(['x', 'y', 'z'].map((axis) => read(`${position}.${axis}`)));
    expect(new Set(parts.map(givenCount)).size).toBe(1);
    expect(parts.map(({ time }) => time)).toEqual([parts[0]!.time, parts[0]!.time, parts[0]!.time]);
  }
  const { machines } = await client.call(listMachines, {});
  const shown = new Set(machines.flatMap(({ values }) => values.map((value) => value.series.key)));
  expect(shown).toEqual(new Set(series.keys()));
}
