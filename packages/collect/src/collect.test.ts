import { isUsable, Quality, type ReadingBatch } from '@musubi/schema';
import * as api from '@musubi/schema/api';
import {
  addConnection,
  changeConnection,
  changeSeries,
  listConnections,
  listConnectors,
  listSeries,
  removeConnection,
  testConnection,
} from '@musubi/schema/api';
import { describe, expect, it } from 'vitest';
import { SYSTEM } from './actor.ts';
import { MASK } from './connections/secrets.ts';
import { tryCollect } from './testing/try-collect.ts';

async function running(more: Parameters<typeof tryCollect>[0] = {}) {
  const world = await tryCollect(more);
  const { connection } = await world.call(addConnection, {
    name: 'h',
    connector: 'hand',
    settings: { password: 'hidden' },
  });
  await world.start();
  return { ...world, connection };
}

describe('collect', () => {
  it('fulfils every contract of its part', async () => {
    const { collect } = await tryCollect();
    const fulfilled = collect.handlers().map(({ contract }) => contract.name);
    const own = ['connect', 'device', 'series', 'filter', 'quarantine', 'file', 'enrol', 'readings'];
    const wanted = Object.values(api)
      .flatMap((some) => (typeof some === 'object' && 'path' in some ? [some.name] : []))
      .filter((name) => own.some((word) => name.includes(word)))
      .filter((name) => !['query-readings', 'export-readings', 'find-series'].includes(name));
    expect(fulfilled.sort()).toEqual(wanted.sort());
  });

  it('tells of readings only after they are stored, and of what was stored', async () => {
    const { source, facts, sink, clock, stop } = await running();
    const told: ReadingBatch[] = [];
    facts.on('readingsStored', ({ batch }) => told.push(batch));
    sink.fails = true;
    const emitted = source.emit('lathe', { temp: 20 });
    await clock.advance(5_000);
    expect(told).toEqual([]);
    sink.fails = false;
    await clock.advance(10_000);
    expect(await emitted).toEqual({ stored: 1, duplicates: 0 });
    expect(told.map(({ length, number }) => [length, number[0]])).toEqual([[1, 20]]);
    await stop();
  });

  it('acknowledges no reading before its series is durable', async () => {
    const world = await running();
    const write = world.records.write.bind(world.records);
    let broken = true;
    world.records.write = (changes) => (broken ? Promise.reject(new Error('disk')) : write(changes));
    let acknowledged = false;
    const emitted = world.source.emit('lathe', { temp: 20 }).then(() => {
      acknowledged = true;
    });
    await world.clock.advance(20_000);
    expect([acknowledged, world.stored()]).toEqual([false, []]);
    broken = false;
    await world.clock.advance(20_000);
    await emitted;
    expect(world.usable('temp')).toEqual([20]);
    await world.stop();
  });

  it('stores what it holds before it ends', async () => {
    const { source, sink, clock, collect, stored } = await running();
    sink.fails = true;
    const emitted = source.emit('lathe', { temp: 20 });
    for (let turn = 0; turn < 5; turn++) await clock.advance(10);
    expect(collect.health().gateway).toMatchObject({ held: 1, problem: 'store.disk-full' });
    sink.fails = false;
    const closing = collect.works.pipeline.close(10_000);
    await clock.advance(10_000);
    await Promise.all([closing, emitted]);
    expect(stored()).toHaveLength(1);
  });

  it('marks a value outside its physical range from when the range is set', async () => {
    const { source, call, stored, stop } = await running();
    await source.emit('lathe', { temp: 5_000 }, Date.UTC(2026, 0, 4));
    const [series] = (await call(listSeries, {})).series;
    await call(changeSeries, { id: series!.id, range: { high: 200 }, expectedEveryMs: 1_000 });
    await source.emit('lathe', { temp: 5_001 });
    expect(stored().map(({ quality }) => quality)).toEqual([Quality.Good, Quality.OutOfRange]);
    const cleared = await call(changeSeries, { id: series!.id, range: null });
    expect(cleared.series).toMatchObject({ expectedEveryMs: 1_000 });
    expect(cleared.series.range).toBeUndefined();
    await stop();
  });

  it('takes away everything simulated and nothing else', async () => {
    const { source, other, collect, clock, call, stop, records } = await running();
    await collect.addConnection({ name: '模擬', connector: 'other', settings: {}, simulated: true }, SYSTEM);
    await collect.addDevice({ name: '模擬の炉', connectionId: 'door', simulated: true }, SYSTEM);
    await clock.advance(0);
    await source.emit('lathe', { temp: 1 });
    await other.emit('模擬旋盤', { temp: 1, load: 2 });
    const numbers = await collect.removeSimulated(SYSTEM);
    expect(numbers).toHaveLength(2);
    await clock.advance(5_000);
    const left = (await call(listSeries, {})).series;
    expect(left.map(({ simulated }) => simulated)).toEqual([false]);
    const again = await tryCollect({ records });
    expect(again.collect.directory.devices().map(({ device }) => device.name)).toEqual(['lathe']);
    const number = again.collect.directory.own(
      (await call(listConnections, {})).connections[0]!.connection,
      'new',
      'new',
    );
    expect(number.series('x', { kind: 'number' })).toBeGreaterThan(Math.max(...numbers));
    await stop();
  });
});

describe('connections', () => {
  it('never show a secret, and keep it when its mask comes back', async () => {
    const { call, connection, collect, stop } = await running();
    expect(connection.settings.password).toBe(MASK);
    const changed = await call(changeConnection, {
      id: connection.id,
      settings: { address: 'y', password: MASK },
    });
    expect(changed.connection.settings).toEqual({ address: 'y', password: MASK });
    expect(collect.works.connections.byId(connection.id).settings.password).toBe('hidden');
    expect(JSON.stringify(await call(listConnections, {}))).not.toContain('hidden');
    await stop();
  });

  it('describe themselves by the schema of their settings', async () => {
    const { call, stop } = await running();
    const { connectors } = await call(listConnectors, {});
    expect(connectors.find(({ name }) => name === 'hand')).toMatchObject({
      capabilities: ['test'],
      addable: true,
      settings: { properties: { password: { secret: true } } },
    });
    await stop();
  });

  it('are tried without being kept', async () => {
    const { call, stop } = await running();
    const trial = (address: string) => call(testConnection, { connector: 'hand', settings: { address } });
    expect(await trial('x')).toMatchObject({ reachable: true, latencyMs: 3 });
    expect(await trial('away')).toMatchObject({ reachable: false, problem: 'hand.away' });
    await stop();
  });

  it('refuse settings that make no sense, and naming a connector that is not there', async () => {
    const { call, stop } = await running();
    const add = (connector: string, settings: Record<string, unknown>) =>
      call(addConnection, { name: 'x', connector, settings });
    await expect(add('hand', { address: 5 })).rejects.toMatchObject({
      code: 'connection.settings-invalid',
      details: { member: 'address' },
    });
    await expect(add('gone', {})).rejects.toMatchObject({ code: 'connection.connector-unknown' });
    await expect(add('door', {})).rejects.toMatchObject({ code: 'connection.not-addable' });
    await stop();
  });

  it('that the product brings are there once, and stay', async () => {
    const { call, records, stop } = await running({ builtInSettings: { door: { port: 7 } } });
    const again = await tryCollect({ records, builtInSettings: { door: { port: 8 } } });
    const builtIn = (await again.call(listConnections, {})).connections.filter(
      ({ connection }) => connection.builtIn,
    );
    expect(builtIn.map(({ connection }) => [connection.id, connection.settings])).toEqual([
      ['door', { port: 8 }],
    ]);
    await expect(call(removeConnection, { id: 'door' })).rejects.toMatchObject({
      code: 'connection.built-in',
    });
    await stop();
  });

  it('are audited, each change of them', async () => {
    const { records, stop } = await running();
    const audited = (
      records as unknown as { entries(query: { limit: number }): Promise<{ act: string; actor: string }[]> }
    ).entries;
    const acts = await audited.call(records, { limit: 10 });
    expect(acts.map(({ act, actor }) => [act, actor])).toContainEqual(['connection.added', 'person:per_1']);
    await stop();
  });
});

describe('a hostile clock', () => {
  it('loses nothing and lets no time run backwards when the wall clock jumps', async () => {
    const { source, clock, stored, collect, stop } = await running();
    const jumps = [-3_600_000, 86_400_000, -Date.UTC(2026, 0, 5) + 1_000, Date.UTC(2038, 0, 19), -1_000];
    let sent = 0;
    for (const jump of jumps) {
      for (let i = 0; i < 10; i++) {
        await source.emit('lathe', { temp: sent++ });
        await clock.advance(100);
      }
      clock.jumpWall(jump);
    }
    const temps = stored().filter(({ key, quality }) => key === 'temp' && isUsable(quality));
    expect(temps.map(({ value }) => value)).toEqual(Array.from({ length: sent }, (_, i) => i));
    const health = collect.health().connections.find(({ received }) => received > 0);
    expect(health).toMatchObject({ received: sent, state: 'running', missing: 0, reconnects: 0 });
    await stop();
  });
});
