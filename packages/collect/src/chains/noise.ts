import { median, robustSigma } from '../filters/median.ts';

export interface Noise {
  /** Standard deviation of the noise, in the unit of the values. */
  sigma: number;
  /** The threshold that lets 95 % of the noise disappear: 2 σ, at least the step in which the sensor counts. */
  suggestedThreshold: number | null;
}

const FEWEST = 16;

/**
 * Estimates the noise of a signal from the differences of neighbours, robustly: a slow trend cancels out, and steps
 * and spikes below half of the readings don't count. Null where too few numbers are known.
 */
export function noiseOf(values: readonly number[] | Float64Array): Noise | null {
  if (values.length < FEWEST) return null;
  const differences = new Float64Array(values.length - 1);
  let resolution = Number.POSITIVE_INFINITY;
  for (let i = 1; i < values.length; i++) {
    const difference = values[i]! - values[i - 1]!;
    differences[i - 1] = difference;
    if (difference !== 0) resolution = Math.min(resolution, Math.abs(difference));
  }
  // The difference of two equally noisy readings is √2 times as noisy.
  const sigma = robustSigma(differences, median(differences)) / Math.SQRT2;
  // A signal that stands still most of the time shows only the step of its sensor.
  const threshold = sigma > 0 ? 2 * sigma : resolution;
  return { sigma, suggestedThreshold: Number.isFinite(threshold) && threshold > 0 ? threshold : null };
}
