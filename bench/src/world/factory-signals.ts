import { gaussian, type Random, seededRandom } from '@musubi/base';
import { Quality } from '@musubi/schema';

/** Readings of one series in columns. */
export interface SeriesColumns {
  /** 1-based. */
  series: number;
  time: Float64Array;
  /** Arrival: a gateway's readings of one second arrive together, 20-59 ms late. */
  received: Float64Array;
  value: Float64Array;
  quality: Uint8Array;
}

export const SERIES_PER_GATEWAY = 20;

interface Signal {
  next(): number;
}

/** Half noisy measurements with two decimals, a fifth counters, a fifth on/off, a tenth nearly constant. */
function makeSignal(series: number, random: Random): Signal {
  const kind = series % 10;
  if (kind < 5) {
    const middle = 10 + 90 * random();
    let drift = 0;
    return {
      next() {
        drift = drift * 0.999 + 0.02 * gaussian(random);
        return Math.round((middle + drift + 0.3 * gaussian(random)) * 100) / 100;
      },
    };
  }
  if (kind < 7) {
    let count = Math.floor(100_000 * random());
    return {
      next() {
        if (random() < 0.2) count += 1;
        return count;
      },
    };
  }
  if (kind < 9) {
    let on = 0;
    return {
      next() {
        if (random() < 0.005) on = 1 - on;
        return on;
      },
    };
  }
  let level = Math.round(1000 * random()) / 10;
  return {
    next() {
      if (random() < 0.001) level = Math.round((level + gaussian(random)) * 10) / 10;
      return level;
    },
  };
}

/**
 * The signals of a plant: `seriesCount` series from `start`, in portions of `portionSeconds`.
 * The same seed gives the same readings to every contestant. Times jitter by 0-9 ms per gateway of 20 series; one
 * reading in a thousand has an unusable quality.
 */
export function* factorySignals(plan: {
  seriesCount: number;
  seconds: number;
  portionSeconds: number;
  start: number;
  /** Milliseconds between two readings of a series; 1,000 if absent. */
  everyMs?: number;
  seed?: number;
}): Generator<SeriesColumns[]> {
  const random = seededRandom(plan.seed ?? 1);
  const signals = Array.from({ length: plan.seriesCount }, (_, i) => makeSignal(i, random));
  const every = plan.everyMs ?? 1000;
  const gateways = Math.ceil(plan.seriesCount / SERIES_PER_GATEWAY);
  for (let at = 0; at < plan.seconds; at += plan.portionSeconds) {
    const length = Math.floor((Math.min(plan.portionSeconds, plan.seconds - at) * 1000) / every);
    const begin = plan.start + at * 1000;
    const times = Array.from({ length: gateways }, () => jitteredTimes(begin, every, 10, length, random));
    const arrivals = Array.from({ length: gateways }, () =>
      jitteredTimes(begin + 20, every, 40, length, random),
    );
    yield signals.map((signal, i) => ({
      series: i + 1,
      time: times[Math.floor(i / SERIES_PER_GATEWAY)]!,
      received: arrivals[Math.floor(i / SERIES_PER_GATEWAY)]!,
      value: Float64Array.from({ length }, () => signal.next()),
      quality: Uint8Array.from({ length }, () => (random() < 0.001 ? Quality.Bad : Quality.Good)),
    }));
  }
}

function jitteredTimes(start: number, every: number, spread: number, length: number, random: Random) {
  return Float64Array.from({ length }, (_, i) => start + i * every + Math.floor(random() * spread));
}
