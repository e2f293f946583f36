import { BatchBuilder, Quality } from '@musubi/schema';
import { expect, it } from 'vitest';
import { rowsOf, testContext } from './golden.ts';
import { timeRepairFilter } from './time-repair.ts';

it('takes the arrival for a time that can not be believed, and keeps such readings apart', () => {
  const filter = timeRepairFilter({ maxAheadMs: 5_000, maxBehindMs: 60_000 }, testContext());
  const rows = rowsOf(
    [
      [100_000, 1],
      [1_000, 2],
      [2_000, 3],
      [106_000, 4],
      [1_000, 5, Quality.Bad],
    ],
    () => 100_000,
  );
  const out = new BatchBuilder();
  filter.push(rows, out);
  const { time, quality, number, sequence } = out.take();
  expect([...number.slice(0, 5)]).toEqual([1, 2, 3, 4, 5]);
  expect([...time.slice(0, 5)]).toEqual([100_000, 100_000, 100_000, 100_000, 100_000]);
  const { Good, ClockSuspect, Bad } = Quality;
  expect([...quality.slice(0, 5)]).toEqual([Good, ClockSuspect, ClockSuspect, ClockSuspect, Bad]);
  expect(new Set(sequence.slice(0, 5)).size).toBe(5);
});
