import { type BatchBuilder, isUsable, type ReadingBatch, textAt } from '@musubi/schema';

/**
 * One step of a chain, at work on one series. Rows come in the order of their arrival. It starts clean: after a
 * restart it knows nothing of earlier readings. Readings that aren't usable always pass and end whatever it compared with.
 */
export interface Filter {
  /** Reads rows of its series and writes what it keeps or computes. */
  push(rows: ReadingBatch, out: BatchBuilder): void;
  /** Time passes without readings: what was held long enough goes out. `now` is on the clock of arrival times. */
  tick?(now: number, out: BatchBuilder): void;
  /** What is held goes out; afterwards the filter is as new. */
  flush(out: BatchBuilder): void;
  /** Largest difference so far between a dropped number and what the kept ones say, in the unit of its output. */
  readonly maxError?: number;
}

/** What a filter may need of its surroundings. */
export interface FilterContext {
  /** The number of the further series `<key>#<suffix>`, made at its first use; `unit` undefined keeps the unit. */
  derived(suffix: string, unit?: string): number;
  /** A sequence that keeps readings apart whose time was replaced by their arrival. */
  nextSequence(): number;
  /** Secret of this installation; the same text always gets the same pseudonym. */
  readonly pseudonymKey: Uint8Array;
}

/** One reading outside its batch, to be held. */
export interface HeldReading {
  series: number;
  time: number;
  received: number;
  sequence: number;
  quality: number;
  number: number;
  text: string | null;
}

export function heldReading(): HeldReading {
  return { series: 0, time: 0, received: 0, sequence: 0, quality: 0, number: Number.NaN, text: null };
}

/** Overwrites `held` with row `i`, so that holding allocates nothing. */
export function hold(held: HeldReading, rows: ReadingBatch, i: number): void {
  held.series = rows.series[i]!;
  held.time = rows.time[i]!;
  held.received = rows.received[i]!;
  held.sequence = rows.sequence[i]!;
  held.quality = rows.quality[i]!;
  held.number = rows.number[i]!;
  held.text = textAt(rows, i);
}

/** Writes a held reading as it came, optionally with another quality. */
export function release(held: HeldReading, out: BatchBuilder, quality = held.quality): void {
  if (held.text === null) {
    out.addNumber(held.series, held.time, held.received, held.number, quality, held.sequence);
  } else out.addText(held.series, held.time, held.received, held.text, quality, held.sequence);
}

/** True for a reading whose number may be calculated with. */
export function hasNumber(rows: ReadingBatch, i: number): boolean {
  return isUsable(rows.quality[i]!) && Number.isFinite(rows.number[i]!);
}

/** Whether row `i` says the same as `held`: the same text, or the same number. */
export function saysTheSame(held: HeldReading, rows: ReadingBatch, i: number): boolean {
  return held.text === textAt(rows, i) && Object.is(held.number + 0, rows.number[i]! + 0);
}
