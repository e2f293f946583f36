import type { SentObservation } from './observations.ts';

/** What was sent of one data item. */
export interface SentCount {
  /** Observations with a value. */
  sent: number;
  /** Pairs without a value besides: the item was told to be empty. */
  blank: number;
  /** Different stamps among all of them: what a store that keeps each (item, stamp) once will hold. */
  distinct: number;
}

/** Counts sent observations by data item. */
export class SentCounts {
  readonly #counts = new Map<string, SentCount & { stamps: Set<string> }>();

  add({ key, kind }: SentObservation, stamp: string): void {
    const count = this.#counts.get(key) ?? { sent: 0, blank: 0, distinct: 0, stamps: new Set() };
    this.#counts.set(key, count);
    if (kind === 'blank') count.blank += 1;
    else count.sent += 1;
    count.stamps.add(stamp);
    count.distinct = count.stamps.size;
  }

  /** Observations with a value, of all items. */
  get total(): number {
    let sum = 0;
    for (const { sent } of this.#counts.values()) sum += sent;
    return sum;
  }

  /** By data item, in the order in which they first appeared. */
  byItem(): Map<string, SentCount> {
    return new Map([...this.#counts].map(([key, { stamps, ...count }]) => [key, count]));
  }
}
