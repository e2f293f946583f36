import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawn, type Line, nearest, segmentsOf, withLive } from './lines.ts';

function lineOf(
  points: { time: number; mean: number | null; gapMs?: number; text?: string; quality?: number }[],
): Line {
  return {
    seriesId: 's',
    time: points.map(({ time }) => time),
    min: points.map(({ mean }) => mean),
    max: points.map(({ mean }) => mean),
    mean: points.map(({ mean }) => mean),
    first: points.map(({ mean }) => mean),
    last: points.map(({ mean }) => mean),
    count: points.map(() => 1),
    gapMs: points.map(({ gapMs }) => gapMs ?? 0),
    quality: points.map(({ quality }) => quality ?? 0),
    text: points.map(({ text }) => text ?? null),
    timeInState: {},
  };
}

describe('a drawn line', () => {
  it('breaks at every gap that the server saw, and keeps every value', () => {
    const bucket = fc.record({ mean: fc.integer(), gapMs: fc.constantFrom(0, 0, 0, 5_000) });
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 1 }), (buckets) => {
        const line = drawn(lineOf(buckets.map((one, i) => ({ ...one, time: i * 1_000 }))), 1_000, undefined);
        const gaps = buckets.slice(1).filter(({ gapMs }) => gapMs > 0).length;
        expect(line.mean.filter((value) => value === null)).toHaveLength(gaps);
        expect(line.mean.filter((value) => value !== null)).toEqual(buckets.map(({ mean }) => mean));
        expect(line.time).toEqual(line.time.toSorted((a, b) => a - b));
      }),
    );
  });

  it('breaks where buckets are left out for longer than the series may be silent', () => {
    const line = lineOf([
      { time: 0, mean: 1 },
      { time: 1_000, mean: 2 },
      { time: 60_000, mean: 3 },
    ]);
    expect(drawn(line, 1_000, 1_000).mean).toEqual([1, 2, null, 3]);
    expect(drawn(line, 1_000, undefined).mean).toEqual([1, 2, 3]);
  });

  it('goes on live after its newest bucket, without doubling it', () => {
    const line = drawn(
      lineOf([
        { time: 0, mean: 1 },
        { time: 10, mean: 2 },
      ]),
      10,
      undefined,
    );
    const live = [5, 19, 20, 30].map((time) => ({ time, number: time === 30 ? Number.NaN : time }));
    expect(withLive(line, live, 10).time).toEqual([0, 10, 20, 30]);
    expect(withLive(line, live, 10).mean).toEqual([1, 2, 20, null]);
  });
});

describe('states over time', () => {
  it('fill the time from the first reading on without overlap, and say what nobody knows', () => {
    const line = lineOf([
      { time: 0, mean: null, text: 'run' },
      { time: 100, mean: null, text: 'run' },
      { time: 200, mean: null, text: 'stop' },
      { time: 500, mean: null, text: 'run', gapMs: 200 },
      { time: 600, mean: null, text: 'run', quality: 134 },
    ]);
    expect(segmentsOf(line, 700, (all, i) => all.text[i] ?? undefined)).toEqual([
      { from: 0, to: 200, state: 'run' },
      { from: 200, to: 300, state: 'stop' },
      { from: 300, to: 500, state: undefined },
      { from: 500, to: 600, state: 'run' },
      { from: 600, to: 700, state: undefined },
    ]);
  });
});

describe('the nearest bucket', () => {
  it('is the one no other is nearer than', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }),
        fc.integer({ min: -50, max: 1_050 }),
        (times, time) => {
          const ascending = times.toSorted((a, b) => a - b);
          const found = Math.abs(ascending[nearest(ascending, time)]! - time);
          expect(found).toBe(Math.min(...ascending.map((one) => Math.abs(one - time))));
        },
      ),
    );
    expect(nearest([], 5)).toBe(-1);
  });
});
