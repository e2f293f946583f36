import { type BatchBuilder, Quality } from '@musubi/schema';
import { type Filter, type FilterContext, hasNumber } from './filter.ts';
import { Moments } from './moments.ts';

export type Feature = 'mean' | 'rms' | 'peak' | 'peak-to-peak' | 'crest' | 'kurtosis' | 'std' | 'min' | 'max';

const FEATURES: Readonly<Record<Feature, (moments: Moments) => number>> = {
  mean: (moments) => moments.mean,
  rms: (moments) => moments.rms,
  peak: (moments) => moments.peak,
  'peak-to-peak': (moments) => moments.max - moments.min,
  crest: (moments) => moments.peak / moments.rms,
  kurtosis: (moments) => moments.kurtosis,
  std: (moments) => moments.std,
  min: (moments) => moments.min,
  max: (moments) => moments.max,
};

/** These have no unit, whatever was measured. */
const RATIOS: readonly Feature[] = ['crest', 'kurtosis'];

/**
 * Describes each window of `windowMs` by features, one further series each (`<key>#rms`), at the window's end. The
 * usable numbers go into the features instead of the series; what can't (unusable, text, or of a window that is
 * over) passes as it came. A feature without a value (crest of a silent signal) is not written.
 */
export function windowFeaturesFilter(
  step: { windowMs: number; features: readonly Feature[] },
  context: Pick<FilterContext, 'derived'>,
): Filter {
  const series = step.features.map((feature) =>
    context.derived(feature, RATIOS.includes(feature) ? '' : undefined),
  );
  const moments = new Moments();
  let window = Number.NEGATIVE_INFINITY;
  let received = 0;

  function close(out: BatchBuilder): void {
    if (moments.count === 0) return;
    const end = (window + 1) * step.windowMs;
    step.features.forEach((feature, i) => {
      const value = FEATURES[feature](moments);
      if (Number.isFinite(value)) out.addNumber(series[i]!, end, received, value, Quality.Computed);
    });
    moments.clear();
  }
  return {
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        const at = Math.floor(rows.time[i]! / step.windowMs);
        if (!hasNumber(rows, i) || at < window) {
          out.addRow(rows, i);
          continue;
        }
        if (at > window) close(out);
        window = at;
        received = rows.received[i]!;
        moments.add(rows.number[i]!);
      }
    },
    tick(now, out) {
      if (now >= (window + 1) * step.windowMs && now - received >= step.windowMs) close(out);
    },
    flush(out) {
      close(out);
      window = Number.NEGATIVE_INFINITY;
    },
  };
}
