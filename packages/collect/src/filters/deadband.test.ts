import { Quality } from '@musubi/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deadbandFilter } from './deadband.ts';
import { through } from './golden.ts';

it('keeps what leaves the band, and what the heartbeat asks for', () => {
  const filter = deadbandFilter({ band: 1, heartbeatMs: 100 });
  const lines = [
    [0, 10],
    [10, 10.9],
    [20, 11],
    [30, 11.1],
    [40, 10.2],
    [130, 11.1],
    [131, 11],
  ] as const;
  expect(through(filter, lines)).toEqual([
    [0, 10, 0],
    [30, 11.1, 0],
    [130, 11.1, 0],
  ]);
  expect(filter.maxError).toBeCloseTo(1);
});

it('passes texts and states on change only', () => {
  const lines = [
    [0, 'run'],
    [1, 'run'],
    [2, 'stop'],
    [3, 'stop'],
    [4, 'run'],
  ] as const;
  expect(through(deadbandFilter({ band: 1 }), lines).map(([time]) => time)).toEqual([0, 2, 4]);
});

it('passes every unusable reading and starts anew after it', () => {
  const lines = [
    [0, 10],
    [1, Number.NaN, Quality.LinkDown],
    [2, Number.NaN, Quality.LinkDown],
    [3, 10],
    [4, 10],
  ] as const;
  expect(through(deadbandFilter({ band: 1 }), lines).map(([time]) => time)).toEqual([0, 1, 2, 3]);
});

it('never drops a number that the last kept one misses by more than the band', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 1 }),
      fc.double({ min: 0.01, max: 1e5, noNaN: true }),
      (values, band) => {
        const kept = new Map(
          through(
            deadbandFilter({ band }),
            values.map((value, time) => [time, value] as const),
          ).map(([time, value]) => [time, value as number]),
        );
        let held = Number.NaN;
        values.forEach((value, time) => {
          held = kept.get(time) ?? held;
          expect(Math.abs(value - held)).toBeLessThanOrEqual(band);
        });
      },
    ),
  );
});
