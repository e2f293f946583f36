import { BatchBuilder, Quality } from '@musubi/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf, rowsOf, through } from './golden.ts';
import { resampleFilter } from './resample.ts';

const lines = [
  [0, 1],
  [40, 3],
  [110, 5],
  [190, 7],
  [200, 9],
] as const;

it('keeps the last reading of each interval, as it came', () => {
  const filter = resampleFilter({ everyMs: 100, method: 'last' });
  expect(through(filter, lines)).toEqual([
    [40, 3, 0],
    [190, 7, 0],
    [200, 9, 0],
  ]);
  expect(filter.maxError).toBe(2);
});

it('writes the mean of each interval at its start', () => {
  expect(through(resampleFilter({ everyMs: 100, method: 'mean' }), lines)).toEqual([
    [0, 2, Quality.Computed],
    [100, 6, Quality.Computed],
    [200, 9, Quality.Computed],
  ]);
});

it('draws straight lines between readings, but never across a gap', () => {
  const filter = resampleFilter({ everyMs: 10, method: 'linear' });
  expect(
    through(filter, [
      [5, 0],
      [25, 20],
      [1_000, 0],
      [1_004, 4],
    ]),
  ).toEqual([
    [10, 5, Quality.Computed],
    [20, 15, Quality.Computed],
    [1_000, 0, Quality.Computed],
  ]);
});

it('passes the unusable after what was gathered before it', () => {
  const filter = resampleFilter({ everyMs: 100, method: 'last' });
  expect(
    through(filter, [
      [0, 1],
      [10, Number.NaN, Quality.LinkDown],
      [20, 2],
    ]),
  ).toEqual([
    [0, 1, 0],
    [10, Number.NaN, Quality.LinkDown],
    [20, 2, 0],
  ]);
});

it('closes an interval by time alone', () => {
  const filter = resampleFilter({ everyMs: 100, method: 'last' });
  const out = new BatchBuilder();
  filter.push(rowsOf([[10, 1]]), out);
  filter.tick?.(90, out);
  expect(out.length).toBe(0);
  filter.tick?.(120, out);
  expect(linesOf(out.take())).toEqual([[10, 1, 0]]);
});

it('writes means that lie within what was measured', () => {
  const value = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const rows = values.map((number, i) => [i * 30, number] as const);
      const out = through(resampleFilter({ everyMs: 100, method: 'mean' }), rows);
      expect(out).toHaveLength(Math.floor(((values.length - 1) * 30) / 100) + 1);
      for (const [, mean] of out) {
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
        expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
      }
    }),
  );
});
