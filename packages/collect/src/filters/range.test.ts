import { Quality } from '@musubi/schema';
import { expect, it } from 'vitest';
import { through } from './golden.ts';
import { rangeFilter } from './range.ts';

it('marks what is physically impossible, keeps it, and leaves the rest alone', () => {
  const lines = [
    [1, 5],
    [2, -1],
    [3, 11],
    [4, 'text'],
    [5, 99, Quality.Uncertain],
    [6, 99, Quality.Bad],
  ] as const;
  expect(through(rangeFilter({ low: 0, high: 10 }), lines)).toEqual([
    [1, 5, Quality.Good],
    [2, -1, Quality.OutOfRange],
    [3, 11, Quality.OutOfRange],
    [4, 'text', Quality.Good],
    [5, 99, Quality.OutOfRange],
    [6, 99, Quality.Bad],
  ]);
});

it('has one open end where only one limit is given', () => {
  expect(through(rangeFilter({ low: 0 }), [[1, 1e300]])).toEqual([[1, 1e300, Quality.Good]]);
});
