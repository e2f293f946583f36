import { BatchBuilder, Quality } from '@musubi/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsOf, SERIES, testContext } from './golden.ts';
import { type Feature, windowFeaturesFilter } from './window-features.ts';

const ALL: Feature[] = ['mean', 'rms', 'peak', 'peak-to-peak', 'crest', 'kurtosis', 'std', 'min', 'max'];

function features(values: readonly number[]): Record<string, number> {
  const context = testContext();
  const filter = windowFeaturesFilter({ windowMs: 1_000_000, features: ALL }, context);
  const out = new BatchBuilder();
  filter.push(rowsOf(values.map((value, time) => [time, value] as const)), out);
  filter.flush(out);
  const batch = out.take();
  return Object.fromEntries(
    Array.from({ length: batch.length }, (_, i) => [context.names[batch.series[i]! - 100], batch.number[i]]),
  ) as Record<string, number>;
}

it('describes a square wave', () => {
  expect(features([2, -2, 2, -2])).toEqual({
    mean: 0,
    rms: 2,
    peak: 2,
    'peak-to-peak': 4,
    crest: 1,
    kurtosis: 1,
    std: 2,
    min: -2,
    max: 2,
  });
});

it('writes no crest and no kurtosis of a silent signal', () => {
  expect(Object.keys(features([0, 0]))).not.toContain('crest');
  expect(Object.keys(features([0, 0]))).not.toContain('kurtosis');
});

it('agrees with the definitions', () => {
  const value = fc.double({ noNaN: true, min: -1_000, max: 1_000 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 200 }), (values) => {
      const n = values.length;
      const mean = values.reduce((sum, x) => sum + x, 0) / n;
      const moment = (k: number) => values.reduce((sum, x) => sum + (x - mean) ** k, 0) / n;
      fc.pre(moment(2) > 1e-3);
      const found = features(values);
      expect(found.mean).toBeCloseTo(mean, 6);
      expect(found.std).toBeCloseTo(Math.sqrt(moment(2)), 6);
      expect(found.rms).toBeCloseTo(Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / n), 6);
      expect(found.kurtosis! / (moment(4) / moment(2) ** 2)).toBeCloseTo(1, 6);
    }),
  );
});

it('closes one window after the other, and passes what can not be described', () => {
  const filter = windowFeaturesFilter({ windowMs: 100, features: ['max'] }, testContext());
  const out = new BatchBuilder();
  const rows = rowsOf([
    [10, 1],
    [20, 3],
    [130, 5],
    [50, 9],
    [140, Number.NaN, Quality.LinkDown],
  ]);
  filter.push(rows, out);
  filter.tick?.(300, out);
  const { series, time, number, length } = out.take();
  const written = Array.from({ length }, (_, i) => [series[i], time[i], number[i]]);
  expect(written).toEqual([
    [100, 100, 3],
    [SERIES, 50, 9],
    [SERIES, 140, Number.NaN],
    [100, 200, 5],
  ]);
});
