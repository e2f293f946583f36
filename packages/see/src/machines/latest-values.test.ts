import { device, series } from '@musubi/schema';
import { describe, expect, it } from 'vitest';
import { latestValues } from './latest-values.ts';

const press = device.parse({
  id: 'dev_press',
  name: 'プレス3号機',
  connectionId: 'con_1',
  address: 'press-3',
  silentAfterMs: 60_000,
  acceptedAt: 0,
  acceptedBy: 'per_1',
});
const common = { deviceId: press.id, unit: '', createdAt: 0 };
const load = series.parse({
  ...common,
  id: 'ser_1',
  number: 1,
  key: 'load',
  name: '負荷',
  kind: 'number',
  expectedEveryMs: 1_000,
});
const state = series.parse({ ...common, id: 'ser_2', number: 2, key: 'state', name: '状態', kind: 'state' });
const row = { number: 1, text: null, quality: 0 };

describe('last values', () => {
  it('stay fresh on change-only series while the device is heard at all', () => {
    const latest = new Map([
      [1, { ...row, time: 99_000, received: 99_000 }],
      [2, { ...row, time: 1_000, received: 1_000, number: null, text: '運転' }],
    ]);
    expect(latestValues(press, [load, state], latest, 100_000).map(({ stale }) => stale)).toEqual([
      false,
      false,
    ]);
  });

  it('go stale together when the device falls silent', () => {
    const latest = new Map([[1, { ...row, time: 1_000, received: 1_000 }]]);
    expect(latestValues(press, [load, state], latest, 100_000).map(({ stale }) => stale)).toEqual([
      true,
      true,
    ]);
  });

  it('say nothing where nothing was ever heard', () => {
    expect(latestValues(press, [load], new Map(), 100_000)[0]).toMatchObject({
      number: null,
      quality: 128,
      stale: true,
    });
  });
});
