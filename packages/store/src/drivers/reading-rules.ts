import { MusubiError } from '@musubi/base';
import { isUsable, type ReadingBatch, textAt } from '@musubi/schema';
import type { Grain, TimeSpan } from '../series.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Exclusive: 2109 for times, and 2^24 for series numbers, which index arrays. */
export const TIME_LIMIT = 2 ** 42;
export const SERIES_LIMIT = 2 ** 24;

/** The level from which buckets of this width can be put together exactly. */
export function grainOf(bucketMs: number): Grain {
  if (bucketMs % HOUR_MS === 0) return 'hour';
  return bucketMs % MINUTE_MS === 0 ? 'minute' : 'raw';
}

/** True when the reading may enter sums: usable quality and a finite number. */
export function hasUsableNumber(quality: number, number: number): boolean {
  return isUsable(quality) && Number.isFinite(number);
}

/** True when the reading says something: usable quality and a finite number or a text. */
export function isUsableReading(quality: number, number: number, hasText: boolean): boolean {
  return isUsable(quality) && (hasText || Number.isFinite(number));
}

/** Refuses a batch whose keys no store could keep; values are never refused. */
export function refuseInvalid(batch: ReadingBatch): void {
  for (let i = 0; i < batch.length; i++) {
    if (!isTime(batch.time[i]!) || !isTime(batch.received[i]!) || batch.series[i]! >= SERIES_LIMIT) {
      throw new MusubiError('us', 'store.invalid-reading', 'a reading has an impossible time or series', {
        details: { series: batch.series[i] ?? -1, time: String(batch.time[i]) },
      });
    }
  }
}

function isTime(time: number): boolean {
  return time >= 0 && time < TIME_LIMIT && Math.floor(time) === time;
}

/** Rows of one series in time order, the first possibly before `span`, turned into time per value up to `now`. */
export class StateTimer {
  readonly #span: TimeSpan;
  readonly #now: number;
  readonly #spent: Record<string, number> = {};
  #state: string | undefined;
  #since = 0;

  constructor(span: TimeSpan, now: number) {
    this.#span = span;
    this.#now = now;
  }

  add(batch: ReadingBatch): void {
    for (let i = 0; i < batch.length; i++) {
      this.#leave(batch.time[i]!);
      const text = textAt(batch, i);
      const says = isUsableReading(batch.quality[i]!, batch.number[i]!, text !== null);
      this.#state = says ? (text ?? String(batch.number[i])) : undefined;
      this.#since = batch.time[i]!;
    }
  }

  /** Call once, after the last row. */
  spent(): Record<string, number> {
    this.#leave(Math.min(this.#span.to, this.#now));
    return this.#spent;
  }

  #leave(at: number): void {
    const length = Math.min(at, this.#span.to) - Math.max(this.#since, this.#span.from);
    if (this.#state === undefined || length <= 0) return;
    this.#spent[this.#state] = (this.#spent[this.#state] ?? 0) + length;
  }
}
