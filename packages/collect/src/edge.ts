import { isUsable, Quality, type ReadingBatch } from '@musubi/schema';
import type { SeriesTable } from './series-table.ts';

/** A source clock may be this far ahead of ours. */
const MOST_AHEAD_MS = 5_000;
/** No machine that sends to us measured before 2000: its clock has not been set. */
const EARLIEST = Date.UTC(2000, 0, 1);
/** Arrival sequences start in the upper half, apart from those that sources count. */
const FIRST_SEQUENCE = 0x8000_0000;

/**
 * What every reading passes before it is filtered or kept; marks in place and counts. A time that can't be believed
 * becomes the arrival's (ClockSuspect), and an own sequence keeps such readings apart. The original time is not kept:
 * it says nothing, and its text would cost more than the reading. NaN, ±Inf, the wrong type and values outside the
 * physical range become quality codes.
 */
export class Edge {
  readonly #table: SeriesTable;
  #sequence = FIRST_SEQUENCE;

  constructor(table: SeriesTable) {
    this.#table = table;
  }

  /** True if a filter chain works on any of the rows. */
  mark(batch: ReadingBatch, arrival: number): boolean {
    const { kind, low, high, chained } = this.#table;
    const { series, time, received, number, text } = batch;
    let filtered = 0;
    for (let i = 0; i < batch.length; i++) {
      const of = series[i]!;
      if (!(time[i]! <= received[i]! + MOST_AHEAD_MS && time[i]! >= EARLIEST)) this.#repairTime(batch, i);
      const value = number[i]!;
      if (kind[of] !== 0 || text[i] !== 0 || value - value !== 0) this.#judge(batch, i, kind[of]!);
      else if (value < low[of]! || value > high[of]!) lower(batch, i, Quality.OutOfRange);
      this.#table.count(of, time[i]!, received[i]!, arrival);
      filtered |= chained[of]!;
    }
    return filtered !== 0;
  }

  /** A sequence that no source gives. */
  nextSequence(): number {
    this.#sequence = this.#sequence === 0xffff_ffff ? FIRST_SEQUENCE : this.#sequence + 1;
    return this.#sequence;
  }

  #repairTime(batch: ReadingBatch, i: number): void {
    batch.time[i] = batch.received[i]!;
    batch.sequence[i] = this.nextSequence();
    lower(batch, i, Quality.ClockSuspect);
  }

  /** Everything but a finite number of a number series. */
  #judge(batch: ReadingBatch, i: number, kind: number): void {
    const value = batch.number[i]!;
    const finite = value - value === 0;
    if (batch.text[i] !== 0) {
      if (kind < 2) {
        batch.number[i] = Number.NaN;
        lower(batch, i, Quality.WrongType);
      }
    } else if (finite && kind >= 2) batch.text[i] = batch.texts.push(String(value));
    else if (finite && kind === 1 && value !== 0 && value !== 1) {
      batch.text[i] = batch.texts.push(String(value));
      batch.number[i] = Number.NaN;
      lower(batch, i, Quality.WrongType);
    } else if (!finite && isUsable(batch.quality[i]!)) {
      batch.text[i] = batch.texts.push(String(value));
      batch.number[i] = Number.NaN;
      lower(batch, i, Number.isNaN(value) ? Quality.NotANumber : Quality.Infinite);
    }
  }
}

/** A worse quality wins; what is already unusable keeps its reason. */
function lower(batch: ReadingBatch, i: number, quality: number): void {
  if (isUsable(batch.quality[i]!) && quality > batch.quality[i]!) batch.quality[i] = quality;
}
