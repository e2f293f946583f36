/** Makes the median of the normal distribution's absolute deviation its standard deviation: 1 / Φ⁻¹(3/4). */
const MAD_TO_SIGMA = 1.482_602_218_505_602;

/** The middle of `values` (the mean of the two middle ones); NaN if there are none. The input is not changed. */
export function median(values: readonly number[] | Float64Array): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Standard deviation as the median absolute deviation tells it; outliers below half of the values don't move it. */
export function robustSigma(values: readonly number[] | Float64Array, centre = median(values)): number {
  return MAD_TO_SIGMA * median(Float64Array.from(values, (value) => Math.abs(value - centre)));
}
