import { describe, expect, it } from 'vitest';
import { byNeed, type Machine, type MachineValue, mostTelling } from './need.ts';

const value = (name: string, more: Record<string, unknown> = {}, number = 1): MachineValue =>
  ({
    series: { id: name, name, number: 1, kind: 'number', unit: 'A', isCounter: false, ...more },
    time: 1,
    number,
    text: null,
    quality: 0,
    stale: false,
  }) as unknown as MachineValue;

const machine = (
  name: string,
  state: Machine['state'],
  lastReadingAt: number,
  values: MachineValue[] = [],
): Machine =>
  ({ asset: { id: name, name }, state, lastReadingAt, devices: [], values }) as unknown as Machine;

describe('the shop floor', () => {
  it('is sorted by need: longest silent, unusual, never heard, then by number', () => {
    const unusual = value('負荷', { normal: { high: 5 } }, 9);
    const all = [
      machine('10号機', 'receiving', 9),
      machine('2号機', 'receiving', 9),
      machine('炉', 'never', 0),
      machine('B', 'silent', 5),
      machine('C', 'receiving', 9, [unusual]),
      machine('A', 'silent', 3),
    ];
    expect(byNeed(all).map(({ asset }) => asset.name)).toEqual(['A', 'B', 'C', '炉', '2号機', '10号機']);
  });

  it('shows the most telling values: unusual, the state, those with a band', () => {
    const values = [
      value('数', { isCounter: true, unit: '' }),
      value('文字', { kind: 'text' }),
      value('電流'),
      value('温度', { normal: { high: 50 } }),
      value('状態', { kind: 'state' }),
      value('圧力', { normal: { high: 0.5 } }),
    ];
    expect(mostTelling(values).map(({ series }) => series.name)).toEqual(['圧力', '状態', '温度']);
  });

  it('takes no unusable reading for a number: unknown is not unusual', () => {
    const lost = { ...value('負荷', { normal: { high: 5 } }, 9), quality: 134 };
    expect(byNeed([machine('B', 'receiving', 1, [lost]), machine('A', 'receiving', 1)])[0]?.asset.name).toBe(
      'A',
    );
  });
});
