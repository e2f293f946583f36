import type { SentObservation } from './observations.ts';

/** What was sent of one data item. */
export interface SentCount {
  sent: number;
  /** Different stamps among them: what a store that keeps each (series, time) once will hold. */
  distinct: number;
}

/** Counts sent observations by data item. */
export class SentCounts {
  readonly #stamps = new Map<string, Set<string>>();
  readonly #sent = new Map<string, number>();

  add(observation: SentObservation, stamp: string): void {
    const { key, kind, value } = observation;
    this.#sent.set(key, (this.#sent.get(key) ?? 0) + 1);
    const stamps = this.#stamps.get(key) ?? new Set();
    this.#stamps.set(key, stamps);
    // Two assets may change at the same moment; each is its own.
    stamps.add(kind === 'asset' ? `${stamp}|${value}` : stamp);
  }

  get total(): number {
    let sum = 0;
    for (const count of this.#sent.values()) sum += count;
    return sum;
  }

  /** By data item, in the order in which they first appeared. */
  byItem(): Map<string, SentCount> {
    return new Map(
      [...this.#sent].map(([key, sent]) => [key, { sent, distinct: this.#stamps.get(key)?.size ?? 0 }]),
    );
  }
}
