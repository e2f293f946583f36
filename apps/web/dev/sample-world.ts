import type { Asset, Connection, Device, Series } from '@musubi/schema';
import type { Shape } from './sample-values.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface SampleItem {
  series: Series;
  shape: Shape;
  assetId: string;
}

interface ItemPlan {
  key: string;
  name: string;
  unit?: string;
  kind?: Series['kind'];
  shape: Shape;
  normal?: { low?: number; high?: number };
  counter?: boolean;
}

const wave = (
  base: number,
  swing: number,
  minutes: number,
  noise: number,
  more: Partial<{ digits: number; every: number; spike: number }> = {},
): Shape => ({
  kind: 'wave',
  every: more.every ?? 1_000,
  base,
  swing,
  period: minutes * MINUTE,
  noise,
  digits: more.digits ?? 1,
  ...(more.spike ? { spike: more.spike } : {}),
});
const states = (hold: number, ...names: string[]): Shape => ({
  kind: 'states',
  every: 1_000,
  states: names,
  hold,
});

interface MachinePlan {
  id: string;
  name: string;
  kind: Asset['kind'];
  simulated: boolean;
  connectionId: string;
  /** Silent since so many milliseconds before now. */
  silentFor?: number;
  never?: boolean;
  items: ItemPlan[];
}

const plans: MachinePlan[] = [
  {
    id: 'mc-1',
    name: 'マシニングセンタ1号機',
    kind: 'machine',
    simulated: true,
    connectionId: 'shdr-okuma',
    items: [
      {
        key: 'execution',
        name: '実行状態',
        kind: 'state',
        shape: states(4 * MINUTE, 'ACTIVE', 'READY', 'STOPPED', 'FEED_HOLD'),
      },
      {
        key: 'spindle_load',
        name: '主軸負荷',
        unit: '%',
        shape: wave(42, 22, 11, 4, { spike: 55 }),
        normal: { high: 85 },
      },
      {
        key: 'spindle_speed',
        name: '主軸回転数',
        unit: 'min⁻¹',
        shape: wave(6_200, 1_500, 17, 30, { digits: 0 }),
      },
      {
        key: 'coolant_temp',
        name: 'クーラント温度',
        unit: '°C',
        shape: wave(24.5, 1.2, 90, 0.1),
        normal: { low: 18, high: 28 },
      },
      {
        key: 'part_count',
        name: '生産数',
        shape: { kind: 'count', every: 10_000, cycle: 97_000 },
        counter: true,
      },
      {
        key: 'vibration',
        name: '主軸振動',
        unit: 'mm/s',
        shape: wave(1.8, 0.5, 11, 0.25, { digits: 2, spike: 4 }),
        normal: { high: 4.5 },
      },
      { key: 'door', name: '扉', kind: 'boolean', shape: { kind: 'count', every: 5_000, cycle: 300_000 } },
    ],
  },
  {
    id: 'lathe-2',
    name: 'NC旋盤2号機',
    kind: 'machine',
    simulated: true,
    connectionId: 'mqtt',
    silentFor: 12 * MINUTE + 20_000,
    items: [
      {
        key: 'execution',
        name: '実行状態',
        kind: 'state',
        shape: states(6 * MINUTE, 'ACTIVE', 'READY', 'INTERRUPTED'),
      },
      {
        key: 'current',
        name: '主軸電流',
        unit: 'A',
        shape: wave(12.5, 5, 8, 0.8, { digits: 2 }),
        normal: { high: 22 },
      },
      {
        key: 'part_count',
        name: '生産数',
        shape: { kind: 'count', every: 10_000, cycle: 61_000 },
        counter: true,
      },
    ],
  },
  {
    id: 'press-3',
    name: 'プレス3号機',
    kind: 'machine',
    simulated: true,
    connectionId: 'mqtt',
    items: [
      { key: 'tower', name: '積層灯', kind: 'state', shape: states(3 * MINUTE, '緑', '黄', '赤') },
      {
        key: 'force',
        name: '成形荷重',
        unit: 'kN',
        shape: wave(402, 6, 5, 3),
        normal: { low: 380, high: 402 },
      },
      {
        key: 'strokes',
        name: 'ショット数',
        shape: { kind: 'count', every: 2_000, cycle: 2_400 },
        counter: true,
      },
    ],
  },
  {
    id: 'air-1',
    name: 'コンプレッサー',
    kind: 'machine',
    simulated: true,
    connectionId: 'mqtt',
    items: [
      {
        key: 'pressure',
        name: '吐出圧力',
        unit: 'MPa',
        shape: wave(0.68, 0.03, 3, 0.004, { digits: 3 }),
        normal: { low: 0.6, high: 0.75 },
      },
      { key: 'power', name: '消費電力', unit: 'kW', shape: wave(14.6, 6.5, 4, 0.4, { digits: 2 }) },
      { key: 'oil_temp', name: '油温', unit: '°C', shape: wave(71, 4, 45, 0.3), normal: { high: 90 } },
    ],
  },
  {
    id: 'room-1',
    name: '検査室',
    kind: 'room',
    simulated: false,
    connectionId: 'http',
    items: [
      {
        key: 'temperature',
        name: '室温',
        unit: '°C',
        shape: wave(22.1, 0.8, 240, 0.05, { every: 10_000 }),
        normal: { low: 20, high: 24 },
      },
      {
        key: 'humidity',
        name: '湿度',
        unit: '%',
        shape: wave(46, 6, 300, 0.4, { every: 10_000 }),
        normal: { low: 35, high: 60 },
      },
    ],
  },
  {
    id: 'kiln-1',
    name: '乾燥炉',
    kind: 'machine',
    simulated: false,
    connectionId: 'http',
    never: true,
    items: [],
  },
];

/** The machines, devices and items of the sample, as they stand at `now`. */
export function sampleWorld(now: number) {
  const assets: Asset[] = plans.map(({ id, name, kind, simulated }) => ({
    id,
    name,
    kind,
    simulated,
    createdAt: now - 40 * DAY,
  }));
  const devices: Device[] = plans.map((plan) => ({
    id: `dev-${plan.id}`,
    name: plan.id === 'mc-1' ? 'Okuma MULTUS U3000' : `${plan.name} ゲートウェイ`,
    assetId: plan.id,
    connectionId: plan.connectionId,
    address: plan.connectionId === 'shdr-okuma' ? '192.168.1.31:7878' : plan.id,
    profile: plan.id === 'mc-1' ? { maker: 'Okuma', model: 'MULTUS U3000', serial: 'U3-0042' } : {},
    silentAfterMs: MINUTE,
    simulated: plan.simulated,
    acceptedAt: now - 39 * DAY,
    acceptedBy: 'per-1',
  }));
  let number = 0;
  const items: SampleItem[] = plans.flatMap((plan) =>
    plan.items.map((item) => {
      number += 1;
      const onChange = item.kind === 'state' || item.kind === 'boolean';
      const series: Series = {
        id: `ser-${plan.id}-${item.key}`,
        number,
        deviceId: `dev-${plan.id}`,
        key: item.key,
        name: item.name,
        kind: item.kind ?? 'number',
        unit: item.unit ?? '',
        isCounter: item.counter ?? false,
        simulated: plan.simulated,
        createdAt: now - 39 * DAY,
        ...(onChange ? {} : { expectedEveryMs: item.shape.every }),
        ...(item.normal ? { normal: item.normal } : {}),
        ...(item.key === 'spindle_load' ? { filterChainId: 'flt-1' } : {}),
      };
      return { series, shape: item.shape, assetId: plan.id };
    }),
  );
  return { assets, devices, items };
}

/** Until when a machine has been heard. */
export function heardUntil(assetId: string, now: number): number | undefined {
  const plan = plans.find(({ id }) => id === assetId);
  if (!plan || plan.never) return undefined;
  return plan.silentFor === undefined ? now : now - plan.silentFor;
}

/** Every night the shop is off for a while: a gap that the charts must show as one. */
export function silencesOf(assetId: string, from: number, to: number, now: number): [number, number][] {
  const silences: [number, number][] = [];
  for (let day = Math.floor(from / DAY) * DAY; day < to; day += DAY)
    silences.push([day + 17.2 * HOUR, day + 19.4 * HOUR]);
  const last = heardUntil(assetId, now);
  silences.push([last ?? 0, Number.MAX_SAFE_INTEGER]);
  return silences;
}

export function sampleConnections(now: number): Connection[] {
  const base = { enabled: true, createdAt: now - 40 * DAY };
  return [
    {
      ...base,
      id: 'mqtt',
      name: 'MQTT ブローカー',
      connector: 'mqtt-broker',
      settings: { tls: true, port: 8883 },
      builtIn: true,
      simulated: false,
    },
    {
      ...base,
      id: 'http',
      name: 'HTTP 受け口',
      connector: 'http',
      settings: {},
      builtIn: true,
      simulated: false,
    },
    {
      ...base,
      id: 'shdr-okuma',
      name: 'Okuma MTConnect',
      connector: 'shdr',
      settings: { host: '192.168.1.31', port: 7878, password: '••••••' },
      builtIn: false,
      simulated: true,
    },
    {
      ...base,
      id: 'mqtt-out',
      name: '事務所のブローカー',
      connector: 'mqtt',
      settings: { address: 'mqtts://office.local' },
      builtIn: false,
      simulated: false,
    },
  ];
}
