import { FastClock, silentLog } from '@musubi/base';
import {
  asset,
  assetRecord,
  BatchBuilder,
  connection,
  connectionRecord,
  device,
  deviceRecord,
  put,
  type Series,
  series,
  seriesRecord,
} from '@musubi/schema';
import type { MountedContract, RequestContext } from '@musubi/schema/api';
import { GatedSeries, type ReadDecision, type ReadRequest } from '@musubi/store';
import { memoryRecords, memorySeries } from '@musubi/store/drivers';

export const HOUR = 3_600_000;

/** A press with a load each second and a state on change, over memory; for tests of this package. */
export async function smallFactory() {
  const clock = new FastClock(Date.UTC(2026, 10, 24, 0, 0, 0));
  const records = memoryRecords({ clock });
  const store = memorySeries({ clock });
  let decide = (request: ReadRequest): ReadDecision => ({ permitted: true, ...request });
  const gated = new GatedSeries(store, { decide: async (_, request) => decide(request) });
  const press = device.parse({
    id: 'dev_press',
    name: 'プレス3号機 後付け',
    assetId: 'ast_press',
    connectionId: 'con_1',
    address: 'press',
    acceptedAt: 0,
    acceptedBy: 'per_1',
  });
  const common = { deviceId: press.id, createdAt: 0 };
  const load = series.parse({
    ...common,
    id: 'ser_load',
    number: 1,
    key: 'load',
    name: '負荷',
    kind: 'number',
    unit: 'A',
    expectedEveryMs: 1_000,
  });
  const state = series.parse({
    ...common,
    id: 'ser_state',
    number: 2,
    key: 'state',
    name: '状態',
    kind: 'state',
  });
  await records.write([
    put(
      assetRecord,
      'ast_press',
      asset.parse({ id: 'ast_press', name: 'プレス3号機', kind: 'machine', createdAt: 0 }),
    ),
    put(
      connectionRecord,
      'con_1',
      connection.parse({ id: 'con_1', name: 'MQTT', connector: 'mqtt', settings: {}, createdAt: 0 }),
    ),
    put(deviceRecord, press.id, press),
    put(seriesRecord, load.id, load),
    put(seriesRecord, state.id, state),
  ]);
  const store1 = async (build: (batch: BatchBuilder) => void) => {
    const builder = new BatchBuilder();
    build(builder);
    await store.append(builder.take(), { connectionId: 'con_1', deviceId: press.id });
  };
  return {
    clock,
    records,
    gated,
    load: load as Series,
    state: state as Series,
    append: store1,
    setGate: (next: typeof decide) => {
      decide = next;
    },
    effects: { records, series: gated, clock, log: silentLog, timeZone: 'Asia/Tokyo', scratchFolder: '' },
  };
}

/** Calls a mounted contract as a viewer does, its input parsed as the server would. */
export async function callAsViewer<T>(mounted: MountedContract, input: unknown): Promise<T> {
  const context: RequestContext = {
    caller: {
      kind: 'person',
      personId: 'per_1',
      name: 'A',
      role: 'viewer',
      via: 'session',
      address: '::1',
      language: 'ja',
    },
    signal: new AbortController().signal,
    upload: (async function* () {})(),
    session: { begin: () => {}, end: () => {} },
  };
  const answer = await mounted.handle(mounted.contract.input.parse(input), context);
  if (!mounted.contract.stream) mounted.contract.output.parse(answer);
  return answer as T;
}
