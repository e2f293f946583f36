import type { BatchBuilder, ReadingBatch } from '@musubi/schema';
import { type Filter, hasNumber, heldReading, hold, release } from './filter.ts';

/** So long the newest reading is held back at most while nothing follows. */
const LONGEST_HOLD_MS = 60_000;
/** A straight line longer than this is cut, which bounds the memory. */
const MOST_DROPPED = 4_096;

/**
 * Keeps the corners of a line that differs from no dropped reading by more than `error`.
 *
 * Proof: `low`…`high` is the set of slopes from the last kept point that pass every point since within ±error. A
 * new point is only accepted as the end of the line while its own slope lies in that set, so whichever accepted
 * point is kept, the line to it is within the error of all before it. (The classic doors test the set alone and can
 * keep a point outside of it.) Readings older than the newest pass as they are and are not part of the proof.
 */
export function swingingDoorFilter(step: { error: number; maxIntervalMs?: number | undefined }): Filter {
  return new SwingingDoor(step.error, step.maxIntervalMs ?? Number.POSITIVE_INFINITY);
}

class SwingingDoor implements Filter {
  readonly #error: number;
  readonly #maxInterval: number;
  /** The last kept point; the line starts here. */
  #time = 0;
  #value = 0;
  #quality = 0;
  #started = false;
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;
  /** The newest accepted point, not yet written. */
  readonly #end = heldReading();
  #hasEnd = false;
  #droppedTimes = new Float64Array(64);
  #droppedValues = new Float64Array(64);
  #dropped = 0;
  #maxError = 0;

  constructor(error: number, maxInterval: number) {
    this.#error = error;
    this.#maxInterval = maxInterval;
  }

  get maxError(): number {
    return this.#maxError;
  }

  push(rows: ReadingBatch, out: BatchBuilder): void {
    for (let i = 0; i < rows.length; i++) {
      if (!hasNumber(rows, i)) {
        this.flush(out);
        out.addRow(rows, i);
      } else if (!this.#started) this.#start(rows, i, out);
      else if (rows.time[i]! < (this.#hasEnd ? this.#end.time : this.#time)) out.addRow(rows, i);
      else this.#continue(rows, i, out);
    }
  }

  tick(now: number, out: BatchBuilder): void {
    const longest = Math.min(this.#maxInterval, LONGEST_HOLD_MS);
    if (this.#hasEnd && now - this.#end.received >= longest) this.#keepEnd(out);
  }

  flush(out: BatchBuilder): void {
    if (this.#hasEnd) this.#keepEnd(out);
    this.#started = false;
  }

  #start(rows: ReadingBatch, i: number, out: BatchBuilder): void {
    out.addRow(rows, i);
    this.#from(rows.time[i]!, rows.number[i]!);
    this.#quality = rows.quality[i]!;
    this.#started = true;
  }

  #continue(rows: ReadingBatch, i: number, out: BatchBuilder): void {
    if (rows.quality[i] !== this.#quality || rows.time[i] === this.#time) {
      if (this.#hasEnd) this.#keepEnd(out);
      this.#start(rows, i, out);
      return;
    }
    if (this.#hasEnd && (!this.#accepts(rows, i) || this.#dropped === MOST_DROPPED)) this.#keepEnd(out);
    // The end may have been kept at this very millisecond: then there is no line, and both stay.
    if (rows.time[i] === this.#time) this.#start(rows, i, out);
    else this.#accept(rows, i);
    if (this.#hasEnd && rows.time[i]! - this.#time >= this.#maxInterval) this.#keepEnd(out);
  }

  #accepts(rows: ReadingBatch, i: number): boolean {
    if (rows.time[i] === this.#end.time) return false;
    const slope = (rows.number[i]! - this.#value) / (rows.time[i]! - this.#time);
    return slope >= this.#low && slope <= this.#high;
  }

  #accept(rows: ReadingBatch, i: number): void {
    if (this.#hasEnd) this.#drop(this.#end.time, this.#end.number);
    const span = rows.time[i]! - this.#time;
    const rise = rows.number[i]! - this.#value;
    this.#low = Math.max(this.#low, (rise - this.#error) / span);
    this.#high = Math.min(this.#high, (rise + this.#error) / span);
    hold(this.#end, rows, i);
    this.#hasEnd = true;
  }

  #drop(time: number, value: number): void {
    if (this.#dropped === this.#droppedTimes.length) {
      this.#droppedTimes = doubled(this.#droppedTimes);
      this.#droppedValues = doubled(this.#droppedValues);
    }
    this.#droppedTimes[this.#dropped] = time;
    this.#droppedValues[this.#dropped++] = value;
  }

  #keepEnd(out: BatchBuilder): void {
    release(this.#end, out);
    const slope = (this.#end.number - this.#value) / (this.#end.time - this.#time);
    for (let i = 0; i < this.#dropped; i++) {
      const said = this.#value + slope * (this.#droppedTimes[i]! - this.#time);
      this.#maxError = Math.max(this.#maxError, Math.abs(this.#droppedValues[i]! - said));
    }
    this.#from(this.#end.time, this.#end.number);
  }

  #from(time: number, value: number): void {
    this.#time = time;
    this.#value = value;
    this.#low = Number.NEGATIVE_INFINITY;
    this.#high = Number.POSITIVE_INFINITY;
    this.#hasEnd = false;
    this.#dropped = 0;
  }
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(values.length * 2);
  grown.set(values);
  return grown;
}
