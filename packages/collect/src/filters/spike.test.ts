import { BatchBuilder, Quality } from '@musubi/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf, rowsOf, through } from './golden.ts';
import { spikeFilter } from './spike.ts';

const filter = () => spikeFilter({ window: 7, sigmas: 3 });
const steady = [10, 10.1, 9.9, 10, 10.2, 9.8, 10];
const lines = (...values: number[]) => values.map((value, time) => [time, value] as const);

it('marks a single spike and keeps its value', () => {
  const out = through(filter(), lines(...steady, 55, 10, 10.1, 9.9, 10));
  expect(out.filter(([, , quality]) => quality !== 0)).toEqual([[7, 55, Quality.Spike]]);
  expect(out).toHaveLength(12);
});

it('takes a step for a step', () => {
  const out = through(filter(), lines(...steady, 20, 20.1, 19.9, 20, 20.1, 20));
  expect(out.every(([, , quality]) => quality === 0)).toBe(true);
});

it('lets what looks normal through at once', () => {
  const out = new BatchBuilder();
  filter().push(rowsOf(lines(...steady)), out);
  expect(out.length).toBe(steady.length);
});

it('releases a suspect that nothing follows, as it came', () => {
  const some = filter();
  const out = new BatchBuilder();
  some.push(rowsOf(lines(...steady, 55)), out);
  expect(out.length).toBe(7);
  some.tick?.(20_000, out);
  expect(linesOf(out.take()).at(-1)).toEqual([7, 55, 0]);
});

it('loses nothing, invents nothing and keeps the order', () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(fc.array(value), fc.integer({ min: 3, max: 15 }), (values, window) => {
      const out = through(spikeFilter({ window, sigmas: 3 }), lines(...values));
      expect(out.map(([, number]) => number)).toEqual(values);
    }),
  );
});
