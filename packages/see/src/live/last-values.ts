import { type ReadingBatch, textAt } from '@musubi/schema';
import type { LiveValue } from '@musubi/schema/api';

/**
 * The newest reading of every series heard since the start, in columns indexed by series number, so that taking
 * in a batch allocates nothing. Each change carries the number of the tick it happened in.
 */
export class LastValues {
  #time = new Float64Array(0);
  #number = new Float64Array(0);
  #quality = new Uint8Array(0);
  #changedIn = new Uint32Array(0);
  #text: (string | null)[] = [];
  #tick = 1;

  /** The tick that changes are counted to now. */
  get tick(): number {
    return this.#tick;
  }

  /** Ends the current tick; what changes from here on belongs to the next. */
  nextTick(): void {
    this.#tick += 1;
  }

  has(series: number): boolean {
    return this.#changedIn[series] !== undefined && this.#changedIn[series] !== 0;
  }

  /** Readings older than what is shown don't replace it. */
  take(batch: ReadingBatch): void {
    for (let i = 0; i < batch.length; i++) {
      const series = batch.series[i]!;
      if (series >= this.#changedIn.length) this.#grow(series + 1);
      if (this.#changedIn[series] !== 0 && batch.time[i]! < this.#time[series]!) continue;
      this.#time[series] = batch.time[i]!;
      this.#number[series] = batch.number[i]!;
      this.#quality[series] = batch.quality[i]!;
      this.#text[series] = textAt(batch, i);
      this.#changedIn[series] = this.#tick;
    }
  }

  /** Those of `series` that changed in a tick after `after`; all known ones for 0. */
  changedAfter(after: number, series: readonly number[]): LiveValue[] {
    const values: LiveValue[] = [];
    for (const one of series) {
      const changedIn = this.#changedIn[one] ?? 0;
      if (changedIn <= after) continue;
      values.push({
        series: one,
        time: this.#time[one]!,
        number: this.#number[one]!,
        quality: this.#quality[one]!,
        text: this.#text[one] ?? null,
      });
    }
    return values;
  }

  #grow(least: number): void {
    const size = Math.max(least, 2 * this.#changedIn.length, 64);
    const grown = <A extends Float64Array | Uint8Array | Uint32Array>(to: A, from: A): A => {
      to.set(from);
      return to;
    };
    this.#time = grown(new Float64Array(size), this.#time);
    this.#number = grown(new Float64Array(size), this.#number);
    this.#quality = grown(new Uint8Array(size), this.#quality);
    this.#changedIn = grown(new Uint32Array(size), this.#changedIn);
  }
}
