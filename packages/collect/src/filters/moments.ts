/** The first four central moments of numbers that come one by one, without keeping them (Welford, Pébay 2008). */
export class Moments {
  count = 0;
  #mean = 0;
  #m2 = 0;
  #m3 = 0;
  #m4 = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    const n = ++this.count;
    const delta = value - this.#mean;
    const step = delta / n;
    const step2 = step * step;
    const term = delta * step * (n - 1);
    this.#mean += step;
    this.#m4 += term * step2 * (n * n - 3 * n + 3) + 6 * step2 * this.#m2 - 4 * step * this.#m3;
    this.#m3 += term * step * (n - 2) - 3 * step * this.#m2;
    this.#m2 += term;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  clear(): void {
    this.count = 0;
    this.#mean = this.#m2 = this.#m3 = this.#m4 = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = Number.NEGATIVE_INFINITY;
  }

  get mean(): number {
    return this.#mean;
  }
  get min(): number {
    return this.#min;
  }
  get max(): number {
    return this.#max;
  }
  /** Standard deviation of exactly these numbers (divided by n). */
  get std(): number {
    return Math.sqrt(this.#m2 / this.count);
  }
  get rms(): number {
    return Math.sqrt(this.#m2 / this.count + this.#mean * this.#mean);
  }
  /** Largest distance from zero. */
  get peak(): number {
    return Math.max(Math.abs(this.#min), Math.abs(this.#max));
  }
  /** Pearson's: 3 for a normal distribution; NaN where nothing varies. */
  get kurtosis(): number {
    return (this.count * this.#m4) / (this.#m2 * this.#m2);
  }
}
