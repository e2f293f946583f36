import { BatchBuilder, Quality } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, rowsOf, through } from './golden.ts';
import { swingingDoorFilter } from './swinging-door.ts';

describe('the swinging door', () => {
  it('keeps the corners of a ramp and a plateau', () => {
    const lines = Array.from({ length: 21 }, (_, i) => [i * 10, Math.min(i, 10)] as const);
    expect(through(swingingDoorFilter({ error: 0.1 }), lines)).toEqual([
      [0, 0, 0],
      [100, 10, 0],
      [200, 10, 0],
    ]);
  });

  it('keeps a point at least every maxIntervalMs', () => {
    const lines = Array.from({ length: 11 }, (_, i) => [i * 10, 1] as const);
    const kept = through(swingingDoorFilter({ error: 1, maxIntervalMs: 50 }), lines);
    expect(kept.map(([time]) => time)).toEqual([0, 50, 100]);
  });

  it('passes the unusable with the last value before it, and starts anew', () => {
    const lines = [
      [0, 1],
      [10, 1],
      [20, 1],
      [30, Number.NaN, Quality.LinkDown],
      [40, 1],
      [50, 1],
    ] as const;
    const kept = through(swingingDoorFilter({ error: 1 }), lines);
    expect(kept.map(([time]) => time)).toEqual([0, 20, 30, 40, 50]);
  });

  it('passes a reading that comes late, as it is', () => {
    const lines = [
      [0, 0],
      [10, 0],
      [20, 0],
      [5, 9],
      [30, 0],
    ] as const;
    expect(through(swingingDoorFilter({ error: 1 }), lines)).toContainEqual([5, 9, 0]);
  });

  it('shows the newest value after a while, though nothing follows', () => {
    const filter = swingingDoorFilter({ error: 1 });
    const out = new BatchBuilder();
    filter.push(
      rowsOf([
        [0, 0],
        [10, 0.5],
      ]),
      out,
    );
    filter.tick?.(30_000, out);
    expect(out.length).toBe(1);
    filter.tick?.(60_011, out);
    expect(linesOf(out.take())).toEqual([
      [0, 0, 0],
      [10, 0.5, 0],
    ]);
  });

  it('differs from no dropped reading by more than the error, and measures it truly', () => {
    const value = fc.oneof(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.integer({ min: -3, max: 3 }));
    const step = fc.record({ gap: fc.integer({ min: 0, max: 1_000 }), value });
    const error = fc.double({ min: 0.001, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 200 }), error, (steps, most) => {
        let time = 0;
        const lines = steps.map(({ gap, value }) => {
          time += gap;
          return [time, value] as const;
        });
        const filter = swingingDoorFilter({ error: most });
        const kept = through(filter, lines).map(([at, number]) => [at, number as number] as const);
        const measured = Math.max(...lines.map(([at, number]) => distance(kept, at, number)));
        const rounding = 1e-9 * (1 + Math.max(...lines.map(([, number]) => Math.abs(number))));
        expect(measured).toBeLessThanOrEqual(most + rounding);
        expect(Math.abs((filter.maxError ?? 0) - measured)).toBeLessThanOrEqual(rounding);
      }),
      { numRuns: 500 },
    );
  });

  it('bounds its memory on an endless straight line', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => [i, 5] as const);
    expect(through(swingingDoorFilter({ error: 1 }), lines)).toHaveLength(4);
  });
});

/** How far `value` is from the line through `kept` at `time`; of several points in one millisecond, the nearest. */
function distance(kept: readonly (readonly [number, number])[], time: number, value: number): number {
  let least = Number.POSITIVE_INFINITY;
  kept.forEach(([at, number], i) => {
    if (at === time) least = Math.min(least, Math.abs(number - value));
    const next = kept[i + 1];
    if (!next || at >= time || next[0] <= time) return;
    const said = number + ((next[1] - number) / (next[0] - at)) * (time - at);
    least = Math.min(least, Math.abs(said - value));
  });
  return least;
}
