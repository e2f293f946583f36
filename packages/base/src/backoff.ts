import type { Random } from './random.ts';

/** Delays in whole milliseconds that double from `first` to `most`, each spread by ±20 % so that devices don't return in step. */
export function* backoff(random: Random, first = 500, most = 8_000): Generator<number, never> {
  for (let delay = first; ; delay = Math.min(delay * 2, most)) {
    yield Math.round(delay * (0.8 + 0.4 * random()));
  }
}
