import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';
import { gaussian, seededRandom } from './random.ts';

describe('back-off', () => {
  it('doubles up to its most, spread by a fifth', () => {
    const delays = backoff(seededRandom(7), 100, 800);
    for (const middle of [100, 200, 400, 800, 800, 800]) {
      const delay = delays.next().value;
      expect(delay).toBeGreaterThanOrEqual(middle * 0.8);
      expect(delay).toBeLessThanOrEqual(middle * 1.2);
    }
  });
});

describe('seeded chance', () => {
  it('repeats itself from the same seed', () => {
    const [a, b] = [seededRandom(42), seededRandom(42)];
    for (let i = 0; i < 100; i++) expect(a()).toBe(b());
  });

  it('is normally distributed where asked for', () => {
    const random = seededRandom(3);
    const values = Array.from({ length: 20_000 }, () => gaussian(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});
