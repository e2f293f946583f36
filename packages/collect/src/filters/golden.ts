import { BatchBuilder, type ReadingBatch, textAt } from '@musubi/schema';
import type { Filter, FilterContext } from './filter.ts';

/** A reading of the tables in tests: time, value, quality (good if left out). */
export type Line = readonly [time: number, value: number | string, quality?: number];

export const SERIES = 1;
/** Further series in tests get 100, 101 … in the order of their first use. */
export function testContext(): FilterContext & { names: string[] } {
  const names: string[] = [];
  let sequence = 0;
  return {
    names,
    derived(suffix) {
      if (!names.includes(suffix)) names.push(suffix);
      return 100 + names.indexOf(suffix);
    },
    nextSequence: () => ++sequence,
    pseudonymKey: new Uint8Array(32).fill(7),
  };
}

/** Rows that arrive 1 ms after their time unless `arrival` says otherwise. */
export function rowsOf(
  lines: readonly Line[],
  arrival: (time: number) => number = (time) => time + 1,
): ReadingBatch {
  const builder = new BatchBuilder(Math.max(1, lines.length));
  for (const [time, value, quality = 0] of lines) {
    if (typeof value === 'string') builder.addText(SERIES, time, arrival(time), value, quality);
    else builder.addNumber(SERIES, time, arrival(time), value, quality);
  }
  return builder.take();
}

export function linesOf(batch: ReadingBatch): [number, number | string, number][] {
  return Array.from({ length: batch.length }, (_, i) => [
    batch.time[i]!,
    textAt(batch, i) ?? batch.number[i]!,
    batch.quality[i]!,
  ]);
}

/** All rows through `filter` and the rest out of it. */
export function through(filter: Filter, lines: readonly Line[]): [number, number | string, number][] {
  const out = new BatchBuilder();
  filter.push(rowsOf(lines), out);
  filter.flush(out);
  return linesOf(out.take());
}
