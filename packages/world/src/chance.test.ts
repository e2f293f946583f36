import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance } from './chance.ts';

test('the same seed, name and event always give the same draw, in any order', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.array(fc.maxSafeInteger()), (seed, name, events) => {
      const forwards = chance(seed, name);
      const backwards = chance(seed, name);
      const there = events.map((event) => forwards.uniform(event));
      const back = [...events].reverse().map((event) => backwards.uniform(event));
      expect(back.reverse()).toEqual(there);
      expect(there.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    }),
  );
});

test('draws at following seconds are independent: mean 0, spread 1, no correlation', () => {
  const draws = chance(7, 'noise');
  const start = Date.UTC(2026, 0, 5);
  const noise = Array.from({ length: 20_000 }, (_, i) => draws.normal(start + i * 1_000));
  const mean = noise.reduce((sum, x) => sum + x, 0) / noise.length;
  const variance = noise.reduce((sum, x) => sum + x * x, 0) / noise.length;
  const lag = noise.slice(1).reduce((sum, x, i) => sum + x * noise[i]!, 0) / noise.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  expect(Math.abs(lag)).toBeLessThan(0.03);
});
