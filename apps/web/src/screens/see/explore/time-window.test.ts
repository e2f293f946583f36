import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, edgesOf, moved, type TimeWindow, zoomed } from './time-window.ts';

const NOW = 1_800_000_000_000;
const window = fc.record(
  { span: fc.integer({ min: 1_000, max: 4e11 }), to: fc.integer({ min: NOW - 4e11, max: NOW - 1 }) },
  { requiredKeys: ['span'] },
) as fc.Arbitrary<TimeWindow>;

describe('the time shown', () => {
  it('never reaches into the future, however it is moved and zoomed', () => {
    const hand = fc.oneof(
      fc.record({ share: fc.double({ min: -3, max: 3, noNaN: true }) }),
      fc.record({
        factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
        place: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(window, fc.array(hand), (start, hands) => {
        const end = hands.reduce<TimeWindow>(
          (now, one) =>
            'share' in one ? moved(now, one.share, NOW) : zoomed(now, one.factor, one.place, NOW),
          start,
        );
        const { from, to } = edgesOf(end, NOW);
        expect(to).toBeLessThanOrEqual(NOW);
        expect(from).toBeLessThan(to);
      }),
    );
  });

  it('keeps the moment under the hand where it is while zooming', () => {
    fc.assert(
      fc.property(
        window,
        fc.double({ min: 0.2, max: 0.9, noNaN: true }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (start, factor, place) => {
          fc.pre(start.span * factor >= 1_000);
          const before = edgesOf(start, NOW);
          const held = before.from + place * start.span;
          const after = zoomed(start, factor, place, NOW);
          fc.pre(after.to !== undefined);
          const { from } = edgesOf(after, NOW);
          expect(Math.abs(from + place * after.span - held)).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it('asks for at least what is shown, and for the same again after a small move', () => {
    fc.assert(
      fc.property(window, (start) => {
        const shown = edgesOf(start, NOW);
        const { from, to } = asked(start, NOW);
        expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
        expect(from).toBeLessThanOrEqual(shown.from);
        expect(to).toBeGreaterThanOrEqual(shown.to);
      }),
    );
    const day = { span: 86_400_000, to: NOW - 5 * 86_400_000 };
    expect(asked(moved(day, 0.001, NOW), NOW)).toEqual(asked(day, NOW));
  });
});
