import type { Chance } from '../chance.ts';

/**
 * Rejects among the first `made` pieces of a day: each lot of `oneIn` pieces holds one reject, at a place drawn by
 * chance, in four lots of five. Never shrinks as `made` grows and never exceeds it.
 */
export function rejectsAmong(made: number, oneIn: number, day: number, chance: Chance): number {
  const lots = Math.floor(made / oneIn);
  let rejects = 0;
  for (let lot = 0; lot <= lots; lot++) {
    const event = day * 100_000 + lot * 2;
    if (chance.uniform(event) >= 0.8) continue;
    const place = Math.floor(chance.uniform(event + 1) * oneIn);
    if (lot * oneIn + place < made) rejects++;
  }
  return rejects;
}
