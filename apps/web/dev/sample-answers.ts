import type { Person, Quarantined } from '@musubi/schema';
import type * as api from '@musubi/schema/api';
import type { ApiContract, Input, Output } from '@musubi/schema/api';
import { bucketsOf, valueAt } from './sample-values.ts';
import { heardUntil, sampleConnections, sampleWorld, silencesOf } from './sample-world.ts';

type Contracts = {
  [K in keyof typeof api as (typeof api)[K] extends ApiContract ? K : never]: (typeof api)[K];
};
export type SampleAnswers = {
  [K in keyof Contracts]?: (input: Input<Contracts[K]>) => Output<Contracts[K]>;
};

/** A refusal, as the server would answer it. */
export class SampleRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** `fresh`: before the first administrator. `full`: a shop at work. `empty`: own start, nothing connected yet. */
export type Stage = 'fresh' | 'full' | 'empty';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HASH = '9f2c41d07b6e5a3388c1f0d4e2b7a6955d3c1e0f8a7b6c5d4e3f2a1b0c9d8e7f';

/** The answers of a Musubi with a small shop in it. State lives as long as the dev server. */
export function sampleAnswers(stage: Stage, clock: () => number): SampleAnswers {
  const began = clock() - 3 * HOUR;
  const me: Person = {
    id: 'per-1',
    login: 'sato',
    name: '佐藤 花子',
    role: 'administrator',
    language: 'ja',
    oneTime: false,
    createdAt: began - 40 * DAY,
  } as Person;
  const state = {
    needed: stage === 'fresh',
    loggedIn: stage !== 'fresh',
    demo: stage !== 'empty',
    people: [
      me,
      { ...me, id: 'per-2', login: 'suzuki', name: '鈴木 一郎', role: 'leader' },
      { ...me, id: 'per-3', login: 'tanaka', name: '田中 実', role: 'worker' },
      {
        ...me,
        id: 'per-4',
        login: 'miller',
        name: 'Anna Miller',
        role: 'adviser',
        language: 'en',
        endsAt: clock() + 45 * DAY,
      },
      { ...me, id: 'per-5', login: 'yamada', name: '山田 太郎', role: 'worker', disabledAt: began },
    ] as Person[],
    backupBegan: undefined as number | undefined,
    keySeen: false,
  };
  const world = () => {
    const whole = sampleWorld(clock());
    const keeps = (assetId: string | undefined) => {
      const asset = whole.assets.find(({ id }) => id === assetId);
      return stage !== 'empty' && (state.demo || asset?.simulated === false);
    };
    return {
      assets: whole.assets.filter(({ id }) => keeps(id)),
      devices: whole.devices.filter(({ assetId }) => keeps(assetId)),
      items: whole.items.filter(({ assetId }) => keeps(assetId)),
    };
  };
  const connections = () =>
    sampleConnections(clock()).filter(({ builtIn, simulated }) =>
      stage !== 'empty' ? state.demo || !simulated : builtIn,
    );
  const latest = (item: ReturnType<typeof world>['items'][number]) => {
    const heard = heardUntil(item.assetId, clock());
    const time = heard === undefined ? undefined : Math.floor(heard / item.shape.every) * item.shape.every;
    const value = time === undefined ? { number: null, text: null } : shown(item, time);
    return {
      series: item.series,
      ...value,
      quality: 0,
      stale: heard !== clock(),
      ...(time === undefined ? {} : { time, received: time + 120 }),
    };
  };
  const shown = (item: ReturnType<typeof world>['items'][number], time: number) => {
    const value = valueAt(item.shape, item.series.number, time);
    return item.series.kind === 'boolean' ? { number: (value.number ?? 0) % 2, text: null } : value;
  };
  const quarantined: Quarantined[] =
    stage === 'full'
      ? [
          {
            id: 'qua-1',
            connectionId: 'mqtt',
            address: 'press-3',
            receivedAt: clock() - 23 * MINUTE,
            reason: 'payload.not-json',
            detail: 'position 17',
            raw: btoa('{"force": 401.2, temperature}'),
            rawBytes: 29,
            state: 'waiting',
          },
          {
            id: 'qua-2',
            connectionId: 'http',
            address: 'room-1',
            receivedAt: clock() - 2 * HOUR,
            reason: 'payload.not-json',
            detail: 'position 0',
            raw: btoa('temp=22,1;hum=46'),
            rawBytes: 16,
            state: 'waiting',
          },
        ]
      : [];
  const chain = {
    id: 'flt-1',
    version: 3,
    name: '主軸負荷の間引き',
    keepRaw: false,
    validFrom: clock() - 5 * DAY,
    steps: [
      { filter: 'spike' as const, window: 7, sigmas: 3 },
      { filter: 'swinging-door' as const, error: 0.8, maxIntervalMs: 60_000 },
    ],
  };
  const found =
    stage === 'empty'
      ? []
      : [
          {
            id: 'fnd-1',
            connectionId: 'mqtt',
            address: 'esp32-a4cf12',
            firstSeenAt: clock() - 7 * MINUTE,
            lastSeenAt: clock() - 4_000,
            attempts: 84,
            suggestion: {
              name: '温湿度センサー',
              kit: 'starter',
              series: [
                { key: 'temp', kind: 'number' as const, unit: '°C', name: '温度', sample: '23.4' },
                { key: 'hum', kind: 'number' as const, unit: '%', name: '湿度', sample: '48' },
                { key: 'bat', kind: 'number' as const, unit: 'V', name: '電池', sample: '3.02' },
              ],
            },
          },
        ];
  const backups = () => [
    ...(state.backupBegan === undefined
      ? []
      : [
          clock() - state.backupBegan < 6_000
            ? {
                id: 'bak-new',
                startedAt: state.backupBegan,
                bytes: 120_000_000,
                state: 'verifying' as const,
                step: 'restore',
                fraction: Math.min(1, (clock() - state.backupBegan) / 6_000),
              }
            : {
                id: 'bak-new',
                startedAt: state.backupBegan,
                finishedAt: state.backupBegan + 6_000,
                bytes: 214_000_000,
                state: 'good' as const,
                readings: 48_211_903,
              },
        ]),
    ...(stage === 'full'
      ? [
          {
            id: 'bak-2',
            startedAt: clock() - 9 * HOUR,
            finishedAt: clock() - 9 * HOUR + 41_000,
            bytes: 212_000_000,
            state: 'good' as const,
            readings: 47_900_120,
          },
          {
            id: 'bak-1',
            startedAt: clock() - 33 * HOUR,
            finishedAt: clock() - 33 * HOUR + 3_000,
            bytes: 0,
            state: 'failed' as const,
            problem: 'store.disk-full',
          },
        ]
      : []),
  ];
  const answers: SampleAnswers = {
    getSetup: () => ({ needed: state.needed, version: '0.1.0', demo: state.demo }),
    setUpAdministrator: ({ login, name, language }) => {
      state.needed = false;
      state.loggedIn = true;
      Object.assign(me, { login, name, language });
      return { person: me, csrf: 'sample' };
    },
    logIn: ({ password }) => {
      if (password === 'wrong') throw new SampleRefusal(401, 'auth.wrong-password');
      state.loggedIn = true;
      return { person: me, csrf: 'sample' };
    },
    logOut: () => {
      state.loggedIn = false;
      return {};
    },
    getMe: () => {
      if (!state.loggedIn) throw new SampleRefusal(401, 'auth.needed');
      return { person: me, csrf: 'sample' };
    },
    setMyLanguage: ({ language }) => ({ person: Object.assign(me, { language }) }),
    setMyPassword: () => ({}),
    listMachines: () => {
      const { assets, devices, items } = world();
      return {
        machines: assets.map((asset) => {
          const heard = heardUntil(asset.id, clock());
          return {
            asset,
            state:
              heard === undefined
                ? ('never' as const)
                : clock() - heard > MINUTE
                  ? ('silent' as const)
                  : ('receiving' as const),
            ...(heard === undefined ? {} : { lastReadingAt: heard }),
            devices: devices.filter(({ assetId }) => assetId === asset.id),
            values: items.filter(({ assetId }) => assetId === asset.id).map(latest),
          };
        }),
      };
    },
    queryReadings: ({ seriesIds, from, to, buckets, limit }) => {
      const { items } = world();
      const bucketMs = buckets === undefined ? 1 : Math.max(1, Math.ceil((to - from) / buckets));
      const grain =
        bucketMs >= HOUR ? ('hour' as const) : bucketMs >= MINUTE ? ('minute' as const) : ('raw' as const);
      return {
        grain: buckets === undefined ? ('raw' as const) : grain,
        bucketMs,
        truncated: false,
        series: items
          .filter(({ series }) => seriesIds.includes(series.id))
          .map((item) => {
            const silences = silencesOf(item.assetId, from, to, clock());
            const line = bucketsOf(item.shape, item.series.number, {
              from,
              to: Math.min(to, clock(), from + bucketMs * limit),
              bucketMs,
              silences,
            });
            return { seriesId: item.series.id, ...line };
          }),
      };
    },
    getLineage: ({ seriesId, time }) => {
      const { assets, devices, items } = world();
      const item = items.find(({ series }) => series.id === seriesId);
      const device = devices.find(({ id }) => id === item?.series.deviceId);
      if (!item || !device) throw new SampleRefusal(404, 'see.unknown-series');
      const at = Math.floor(time / item.shape.every) * item.shape.every;
      const connection = connections().find(({ id }) => id === device.connectionId);
      const old = clock() - at > DAY;
      return {
        reading: { time: at, received: at + 180, sequence: 0, ...shown(item, at), quality: 0 },
        series: item.series,
        device,
        asset: assets.find(({ id }) => id === item.assetId),
        ...(connection
          ? { connection: { id: connection.id, name: connection.name, connector: connection.connector } }
          : {}),
        ...(item.series.filterChainId ? { filterChain: chain } : {}),
        batch: { number: 48_213, receivedFrom: at - 400, receivedTo: at + 600, readings: 37 },
        storedIn: old
          ? {
              place: 'segment',
              file: `days/${new Date(at).toISOString().slice(0, 10)}.parquet`,
              sha256: HASH,
            }
          : { place: 'hot' },
      };
    },
    listConnections: () => ({
      connections: connections().map((connection) => ({
        connection,
        health: healthOf(connection.id, clock(), began),
      })),
    }),
    listConnectors: () => ({ connectors: sampleConnectors }),
    testConnection: ({ settings }) =>
      settings.host === '' || settings.host === 'nowhere'
        ? { reachable: false, problem: 'connection.no-answer', problemDetail: 'ECONNREFUSED', sample: [] }
        : {
            reachable: true,
            latencyMs: 3.2,
            sample: [
              { key: 'execution', value: 'ACTIVE' },
              { key: 'Sload', value: '43' },
            ],
          },
    addConnection: ({ name, connector, settings }) => ({
      connection: {
        id: 'con-new',
        name,
        connector,
        settings,
        enabled: true,
        builtIn: false,
        simulated: false,
        createdAt: clock(),
      },
    }),
    changeConnection: ({ id }) => ({
      connection: connections().find((one) => one.id === id) ?? connections()[0]!,
    }),
    removeConnection: () => ({}),
    listDevices: () => {
      const { devices, items } = world();
      return {
        devices: devices.map((device) => {
          const heard = heardUntil(device.assetId ?? '', clock());
          return {
            device,
            ...(heard === undefined ? {} : { lastReadingAt: heard }),
            seriesCount: items.filter(({ series }) => series.deviceId === device.id).length,
            silent: heard !== undefined && clock() - heard > MINUTE,
          };
        }),
      };
    },
    addDevice: ({ name, connectionId }) => ({
      device: { ...sampleWorld(clock()).devices[0]!, id: 'dev-new', name, connectionId, address: 'd-7k2m' },
      credentials: { user: 'd-7k2m', secret: 'mq8s-3kdf-92ls-pw0x' },
    }),
    changeDevice: ({ id }) => ({ device: world().devices.find((one) => one.id === id)! }),
    revokeDevice: () => ({}),
    listFoundDevices: () => ({ found }),
    acceptFoundDevice: ({ name }) => ({
      device: { ...sampleWorld(clock()).devices[0]!, id: 'dev-new', name },
    }),
    dismissFoundDevice: () => ({}),
    createEnrolmentCode: () => ({
      code: 'K7QM-3XWD',
      expiresAt: clock() + 10 * MINUTE,
      link: 'https://192.168.1.20:8443/enrol#K7QM-3XWD',
    }),
    enrolDevice: () => ({
      deviceId: 'dev-new',
      user: 'd-7k2m',
      secret: 'mq8s-3kdf-92ls-pw0x',
      mqtt: { secureAddress: 'mqtts://192.168.1.20:8883', topic: 'musubi/d-7k2m' },
      http: { address: 'https://192.168.1.20:8443/api/readings' },
    }),
    listSeries: () => ({ series: world().items.map(({ series }) => series) }),
    changeSeries: ({ id }) => ({ series: world().items.find(({ series }) => series.id === id)!.series }),
    listFilterChains: () => ({
      chains:
        stage === 'full'
          ? [{ chain, seriesCount: 1, received: 2_410_312, kept: 402_119, maxError: 0.8 }]
          : [],
    }),
    saveFilterChain: ({ name, steps, keepRaw }) => ({
      chain: { ...chain, name, steps, keepRaw, version: chain.version + 1 },
    }),
    previewFilterChain: ({ seriesId, from, to, steps }) => {
      const item = world().items.find(({ series }) => series.id === seriesId);
      if (!item) throw new SampleRefusal(404, 'see.unknown-series');
      const line = bucketsOf(item.shape, item.series.number, {
        from,
        to,
        bucketMs: Math.max(1_000, (to - from) / 400),
        silences: silencesOf(item.assetId, from, to, clock()),
      });
      const kept = line.time.map((_, i) => steps.length === 0 || i % 5 === 0);
      const keep = <T>(all: T[]) => all.filter((_, i) => kept[i]);
      return {
        received: line.time.length,
        kept: kept.filter(Boolean).length,
        maxError: steps.length === 0 ? 0 : 0.73,
        noise: 0.31,
        suggestedThreshold: 0.62,
        before: { time: line.time, value: line.mean },
        after: { time: keep(line.time), value: keep(line.mean) },
      };
    },
    listQuarantine: ({ state: wanted }) => ({
      entries: quarantined.filter((one) => one.state === wanted),
      dismissedByLimit: 0,
    }),
    replayQuarantined: () => ({ stored: 0, state: 'waiting' as const }),
    dismissQuarantined: () => ({}),
    previewFile: () => ({
      encoding: 'cp932' as const,
      delimiter: ',',
      rowCount: 1_204,
      columns: [
        { name: '日時', kind: 'text' as const, isTime: true },
        { name: '電流A', kind: 'number' as const, isTime: false },
        { name: '状態', kind: 'state' as const, isTime: false },
      ],
      rows: Array.from({ length: 6 }, (_, i) => [
        `2026/11/24 08:0${i}:00`,
        String(12 + i / 10),
        i % 2 ? '停止' : '稼働',
      ]),
      errors: [{ row: 318, column: '電流A', code: 'payload.not-a-number', detail: '--' }],
    }),
    importFile: () => ({
      stored: 2_406,
      duplicates: 0,
      rowErrors: 1,
      originalSha256: HASH,
      deviceId: 'dev-new',
    }),
    getInstallation: () => ({
      version: '0.1.0',
      startedAt: began,
      now: clock(),
      demo: state.demo,
      addresses: ['https://192.168.1.20:8443', 'https://musubi.local:8443'],
      trustAddress: 'http://192.168.1.20:8080/',
      certificate: {
        fingerprint: (HASH.toUpperCase().match(/../g) ?? []).join(':'),
        validTo: clock() + 390 * DAY,
      },
      mqtt: {
        secureAddress: 'mqtts://192.168.1.20:8883',
        plainAddress: 'mqtt://127.0.0.1:1883',
        plainOnLan: false,
      },
      disk: { freeBytes: 412e9, dataBytes: 3.1e9, bytesPerDay: 84e6, daysLeft: 4_904, paused: false },
      setAside:
        stage === 'full' ? [{ file: 'series/days/2026-10-02.parquet', reason: 'sha256', at: began }] : [],
      stored: { readings: 48_211_903, days: 41, series: world().items.length },
    }),
    startDemo: () => {
      state.demo = true;
      return {};
    },
    removeDemo: () => {
      state.demo = false;
      return { removedDevices: 4, removedSeries: 16 };
    },
    listPeople: () => ({ people: state.people }),
    addPerson: ({ name, login, role, language }) => {
      const person = { ...me, id: `per-${login}`, name, login, role, language };
      state.people.push(person);
      return { person, firstPassword: 'hinode-kaban-7-tsuki' };
    },
    changePerson: ({ id, newPassword }) => ({
      person: state.people.find((one) => one.id === id)!,
      ...(newPassword ? { firstPassword: 'midori-hashi-4-kaze' } : {}),
    }),
    listTokens: () => ({
      tokens: [
        {
          id: 'tok-1',
          personId: me.id,
          name: '月次レポート',
          role: 'viewer' as const,
          createdAt: began,
          expiresAt: clock() + 200 * DAY,
          lastUsedAt: clock() - 2 * DAY,
        },
      ],
    }),
    addToken: ({ name, role }) => ({
      token: { id: 'tok-2', personId: me.id, name, role: role ?? 'viewer', createdAt: clock() },
      secret: 'mus_4nVt8Qx2LbYwR7sKzPp1cHdE',
    }),
    revokeToken: () => ({}),
    listAudit: ({ before }) => ({
      entries: Array.from({ length: 12 }, (_, i) =>
        auditEntry((before ?? 1_284) - i - (before ? 1 : 0), clock()),
      ),
      more: true,
    }),
    verifyAudit: () => ({ intact: true, entries: 1_284, head: HASH }),
    listBackups: () => ({
      backups: backups(),
      folder: '/var/lib/musubi/backups',
      keySheetSeen: state.keySeen,
    }),
    startBackup: () => {
      state.backupBegan = clock();
      return { id: 'bak-new' };
    },
    getBackupKey: () => {
      state.keySeen = true;
      return { key: 'MUSUBI-K1  7QXM-3WDP-K2VN-8TRB  HJ4C-9LSE-5GYF-6ZAU' };
    },
  };
  return answers;
}

const acts = [
  'login.done',
  'device.accepted',
  'series.changed',
  'login.refused',
  'backup.verified',
  'person.added',
];

function auditEntry(sequence: number, now: number) {
  const act = acts[sequence % acts.length]!;
  return {
    sequence,
    at: now - (1_285 - sequence) * 47 * MINUTE,
    actor: 'person:per-1',
    actorName: sequence % 3 ? '佐藤 花子' : '鈴木 一郎',
    address: '192.168.1.44',
    act,
    target: act.startsWith('device') ? 'dev-room-1' : undefined,
    result: act === 'login.refused' ? ('refused' as const) : ('done' as const),
    details: act.startsWith('series') ? { name: '室温', unit: '°C' } : {},
    previous: HASH,
    hash: HASH,
  };
}

function healthOf(connectionId: string, now: number, began: number) {
  const fine = {
    connectionId,
    state: 'running' as const,
    since: began,
    lastReadingAt: now - 700,
    expected: 84_120,
    received: 84_102,
    missing: 18,
    late: 4,
    duplicate: 0,
    quarantined: 1,
    reconnects: 0,
  };
  if (connectionId === 'mqtt-out')
    return {
      ...fine,
      state: 'retrying' as const,
      since: now - 26 * MINUTE,
      problem: 'connection.no-answer',
      problemDetail: 'ECONNREFUSED 192.168.1.9:8883',
      retryAt: now + 14_000,
      expected: 0,
      received: 0,
      missing: 0,
      late: 0,
      quarantined: 0,
      reconnects: 11,
      lastReadingAt: now - 2 * HOUR,
    };
  return connectionId === 'http' ? { ...fine, expected: 2_140, received: 2_140, missing: 0, late: 0 } : fine;
}

const sampleConnectors = [
  {
    name: 'mqtt-broker',
    title: { ja: 'MQTT（内蔵ブローカー）', en: 'MQTT (broker inside)' },
    summary: { ja: '機器がこの Musubi へ MQTT で送ります。', en: 'Devices publish to this Musubi.' },
    settings: {
      type: 'object',
      properties: {
        tls: {
          type: 'boolean',
          default: true,
          title: { ja: '暗号化（TLS）で受け付ける', en: 'Listen with TLS' },
        },
        port: {
          type: 'integer',
          minimum: 1,
          maximum: 65_535,
          default: 8_883,
          title: { ja: 'TLS のポート', en: 'TLS port' },
        },
      },
    },
    capabilities: [],
    addable: false,
  },
  {
    name: 'http',
    title: { ja: 'HTTP', en: 'HTTP' },
    summary: { ja: '機器が HTTP で送ります。', en: 'Devices post their readings.' },
    settings: { type: 'object', properties: {} },
    capabilities: [],
    addable: false,
  },
  {
    name: 'shdr',
    title: { ja: 'MTConnect アダプター（SHDR）', en: 'MTConnect adapter (SHDR)' },
    summary: { ja: '工作機械のアダプターから読み取ります。', en: 'Reads a machine tool’s adapter.' },
    settings: {
      type: 'object',
      required: ['host'],
      properties: {
        host: {
          type: 'string',
          title: { ja: 'アドレス', en: 'Address' },
          description: { ja: '機械の IP アドレスか名前', en: 'IP address or name of the machine' },
        },
        port: {
          type: 'integer',
          minimum: 1,
          maximum: 65_535,
          default: 7_878,
          title: { ja: 'ポート', en: 'Port' },
        },
        zone: {
          type: 'string',
          enum: ['UTC', 'local'],
          default: 'UTC',
          title: { ja: '時刻の基準', en: 'Time stamps are' },
        },
        password: { type: 'string', secret: true, title: { ja: 'パスワード', en: 'Password' } },
        heartbeat: {
          type: 'boolean',
          default: true,
          title: { ja: '応答を確かめ続ける', en: 'Keep asking for a sign of life' },
        },
      },
    },
    capabilities: ['test' as const],
    addable: true,
  },
  {
    name: 'file',
    title: { ja: 'フォルダーの CSV', en: 'CSV files in a folder' },
    summary: { ja: '置かれたファイルを自動で取り込みます。', en: 'Takes in files as they appear.' },
    settings: {
      type: 'object',
      required: ['folder'],
      properties: { folder: { type: 'string', title: { ja: 'フォルダー', en: 'Folder' } } },
    },
    capabilities: ['test' as const],
    addable: true,
  },
] satisfies ReturnType<NonNullable<SampleAnswers['listConnectors']>>['connectors'];
