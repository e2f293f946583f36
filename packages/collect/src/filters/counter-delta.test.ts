import { Quality } from '@musubi/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { counterDeltaFilter } from './counter-delta.ts';
import { type Line, through } from './golden.ts';

const { Good, Repaired, Unavailable, OutOfRange } = Quality;

it('counts what came since, through a reset', () => {
  expect(
    through(counterDeltaFilter({}), [
      [1, 100],
      [2, 103],
      [3, 2],
      [4, 2],
    ]),
  ).toEqual([
    [1, '100', Unavailable],
    [2, 3, Good],
    [3, 2, Repaired],
    [4, 0, Good],
  ]);
});

it('goes over the wrap of a 16-bit counter, but takes a far fall for a reset', () => {
  const filter = counterDeltaFilter({ wrapAt: 65_536, maxStep: 100 });
  expect(
    through(filter, [
      [1, 65_530],
      [2, 4],
      [3, 60],
      [4, 1],
    ]),
  ).toEqual([
    [1, '65530', Unavailable],
    [2, 10, Repaired],
    [3, 56, Good],
    [4, 1, Repaired],
  ]);
});

it('says that an impossible step is impossible', () => {
  expect(
    through(counterDeltaFilter({ maxStep: 10 }), [
      [1, 0],
      [2, 5_000],
    ]).at(-1),
  ).toEqual([2, 5_000, OutOfRange]);
});

it('counts across a link that was down', () => {
  const lines: Line[] = [
    [1, 100],
    [2, Number.NaN, Quality.LinkDown],
    [3, 107],
  ];
  expect(through(counterDeltaFilter({}), lines).at(-1)).toEqual([3, 7, Good]);
});

it('keeps the production total exact, with resets and late readings anywhere', () => {
  const event = fc.record({ pieces: fc.nat(50), reset: fc.boolean(), late: fc.boolean() });
  fc.assert(
    fc.property(fc.array(event), (events) => {
      let counter = 1_000;
      let produced = 0;
      const lines: Line[] = [[0, counter]];
      events.forEach(({ pieces, reset, late }, i) => {
        const before = lines.at(-1)!;
        // A controller that restarts begins at zero; the pieces since then are on the counter.
        if (reset && pieces < counter) counter = 0;
        counter += pieces;
        produced += pieces;
        lines.push([(i + 1) * 10, counter]);
        if (late) lines.push([before[0] + 1, before[1]]);
      });
      const total = through(counterDeltaFilter({}), lines)
        .filter(([, , quality]) => quality < 128)
        .reduce((sum, [, delta]) => sum + (delta as number), 0);
      expect(total).toBe(produced);
    }),
  );
});
