import { BatchBuilder, Quality, type Series, textAt } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';
import { SeriesTable } from './series-table.ts';

const NOW = Date.UTC(2026, 0, 5);

function series(number: number, more: Partial<Series> = {}): Series {
  return {
    id: `ser_${number}`,
    number,
    deviceId: 'dev_1',
    key: `k${number}`,
    name: 'n',
    kind: 'number',
    unit: '',
    isCounter: false,
    simulated: false,
    createdAt: NOW,
    ...more,
  };
}

function edge() {
  const table = new SeriesTable();
  table.set(series(1, { range: { low: 0, high: 100 }, expectedEveryMs: 1_000 }), false);
  table.set(series(2, { kind: 'text' }), false);
  table.set(series(3, { kind: 'boolean' }), false);
  table.set(series(2_000), true);
  return { table, edge: new Edge(table) };
}

describe('the edge', () => {
  it('marks what no number series can hold, and keeps the raw', () => {
    const builder = new BatchBuilder();
    for (const value of [5, Number.NaN, Number.POSITIVE_INFINITY, -1, 101])
      builder.addNumber(1, NOW, NOW, value);
    builder.addText(1, NOW, NOW, 'stuck');
    builder.addNumber(2, NOW, NOW, 42);
    builder.addNumber(3, NOW, NOW, 2);
    builder.addNumber(1, NOW, NOW, Number.NaN, Quality.LinkDown);
    const batch = builder.take();
    expect(edge().edge.mark(batch, 0)).toBe(false);
    const { Good, NotANumber, Infinite, OutOfRange, WrongType, LinkDown } = Quality;
    expect([...batch.quality.subarray(0, batch.length)]).toEqual([
      Good,
      NotANumber,
      Infinite,
      OutOfRange,
      OutOfRange,
      WrongType,
      Good,
      WrongType,
      LinkDown,
    ]);
    expect([1, 2, 5, 6, 7, 8].map((i) => textAt(batch, i))).toEqual([
      'NaN',
      'Infinity',
      'stuck',
      '42',
      '2',
      null,
    ]);
    expect(batch.number[3]).toBe(-1);
  });

  it('believes no clock that is ahead or was never set, and keeps such readings apart', () => {
    const builder = new BatchBuilder();
    const times = [NOW, NOW + 5_000, NOW + 5_001, 0, 0, Number.NaN, NOW - 30 * 86_400_000];
    for (const time of times) builder.addNumber(1, time, NOW, 1);
    const batch = builder.take();
    edge().edge.mark(batch, 0);
    const { Good, ClockSuspect } = Quality;
    expect([...batch.quality.subarray(0, 7)]).toEqual([
      Good,
      Good,
      ClockSuspect,
      ClockSuspect,
      ClockSuspect,
      ClockSuspect,
      Good,
    ]);
    expect([...batch.time.subarray(2, 6)]).toEqual([NOW, NOW, NOW, NOW]);
    const keys = Array.from({ length: 7 }, (_, i) => `${batch.time[i]}:${batch.sequence[i]}`);
    expect(new Set(keys).size).toBe(7);
  });

  it('tells whether any reading has a filter chain', () => {
    const builder = new BatchBuilder();
    builder.addNumber(1, NOW, NOW, 1);
    builder.addNumber(2_000, NOW, NOW, 1);
    expect(edge().edge.mark(builder.take(), 0)).toBe(true);
  });

  it('leaves every usable number finite, in range and of a believable time', () => {
    const row = fc.record({
      series: fc.constantFrom(1, 2, 3, 2_000),
      time: fc.oneof(fc.constant(NOW), fc.double(), fc.integer()),
      value: fc.oneof(fc.double(), fc.string()),
      quality: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const builder = new BatchBuilder();
        for (const { series, time, value, quality } of rows) {
          if (typeof value === 'string') builder.addText(series, time, NOW, value, quality);
          else builder.addNumber(series, time, NOW, value, quality);
        }
        const batch = builder.take();
        edge().edge.mark(batch, 0);
        for (let i = 0; i < batch.length; i++) {
          expect(batch.time[i]).toBeLessThanOrEqual(NOW + 5_000);
          expect(batch.quality[i]).toBeGreaterThanOrEqual(rows[i]!.quality);
          if (batch.quality[i]! >= 128 || batch.series[i] !== 1) continue;
          expect(batch.number[i]).toBeGreaterThanOrEqual(0);
          expect(batch.number[i]).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe('what is missing', () => {
  const every = series(1, { expectedEveryMs: 1_000 });
  function deliver(table: SeriesTable, from: number, to: number, arrivalOf: (t: number) => number) {
    for (let t = from; t < to; t += 1_000) table.count(1, NOW + t, NOW + t, arrivalOf(t));
  }

  it('is nothing while all arrive, one by one or a minute at once', () => {
    const { table } = edge();
    deliver(table, 0, 60_000, (t) => t);
    expect(table.counts(every, 59_500, 60_000)).toMatchObject({ expected: 60, received: 60, missing: 0 });
    deliver(table, 60_000, 120_000, () => 120_000);
    expect(table.counts(every, 120_000, 60_000)).toMatchObject({ expected: 120, received: 120, missing: 0 });
  });

  it('is what lies between two readings and never came', () => {
    const { table } = edge();
    deliver(table, 0, 10_000, (t) => t);
    deliver(table, 20_000, 30_000, (t) => t);
    expect(table.counts(every, 30_000, 60_000)).toMatchObject({ expected: 30, received: 20, missing: 10 });
  });

  it('grows with a silence beyond the limit, but not while the link is known to be down', () => {
    const { table } = edge();
    deliver(table, 0, 10_000, (t) => t);
    expect(table.counts(every, 109_000, 60_000).missing).toBe(100);
    table.broken[1] = 1;
    expect(table.counts(every, 109_000, 60_000).missing).toBe(0);
    deliver(table, 120_000, 130_000, (t) => t);
    expect(table.counts(every, 130_000, 60_000)).toMatchObject({ received: 20, missing: 0 });
  });

  it('is filled by what comes late, not by what comes twice', () => {
    const { table } = edge();
    for (const t of [0, 1_000, 3_000, 2_000, 5_000, 5_000]) table.count(1, NOW + t, NOW + t, t);
    expect(table.counts(every, 5_000, 60_000)).toMatchObject({
      expected: 6,
      received: 6,
      missing: 1,
      late: 1,
    });
  });

  it('does not explode when a device sets its clock from years ago', () => {
    const { table } = edge();
    table.count(1, NOW - 20 * 365 * 86_400_000, NOW, 0);
    table.count(1, NOW, NOW, 1_000);
    expect(table.counts(every, 1_000, 60_000).missing).toBeLessThan(310);
  });
});
