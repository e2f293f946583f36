import { expect, test } from 'vitest';
import { factorySignals } from './factory-signals.ts';
import { toReadingBatch } from './reading-batch.ts';

const plan = { seriesCount: 40, seconds: 30, portionSeconds: 20, start: 1_000_000 };

test('every contestant receives the same plant', () => {
  expect([...factorySignals(plan)]).toEqual([...factorySignals(plan)]);
});

test('each series has one reading a second, in order, and arrives after it was measured', () => {
  const portions = [...factorySignals(plan)];
  expect(portions.map((portion) => portion[0]!.time.length)).toEqual([20, 10]);
  for (const { time, received } of portions.flat()) {
    expect(time.every((at, i) => received[i]! > at && (i === 0 || at > time[i - 1]!))).toBe(true);
  }
});

test('a batch holds every reading of every series once', () => {
  const [portion] = [...factorySignals(plan)];
  const batch = toReadingBatch(portion!);
  expect(batch.length).toBe(40 * 20);
  expect(new Set(batch.series).size).toBe(40);
  expect(batch.number[20]).toBe(portion![1]!.value[0]);
});
