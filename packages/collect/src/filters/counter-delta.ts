import { type BatchBuilder, Quality, type ReadingBatch } from '@musubi/schema';
import { type Filter, hasNumber } from './filter.ts';

/**
 * Turns a counter into what was counted since the reading before, so that the sum over any span is exact.
 *
 * A smaller count is a wrap where `wrapAt` is given and the step over it is the likelier one (at most `maxStep`, else
 * less than half of the circle), otherwise a reset, after which the count itself was counted; both are marked as
 * repaired. A step above `maxStep` is out of range. The first reading after a start has nothing to be compared with:
 * it becomes «unavailable» and keeps the count as text. A reading older than the newest is left out: the newest
 * already counted it.
 */
export function counterDeltaFilter(step: {
  wrapAt?: number | undefined;
  maxStep?: number | undefined;
}): Filter {
  let count = Number.NaN;
  let newest = Number.NEGATIVE_INFINITY;

  function counted(next: number): { delta: number; repaired: boolean } {
    if (next >= count) return { delta: next - count, repaired: false };
    if (step.wrapAt !== undefined) {
      const over = step.wrapAt - count + next;
      if (over >= 0 && over <= (step.maxStep ?? step.wrapAt / 2)) return { delta: over, repaired: true };
    }
    return { delta: next, repaired: true };
  }
  function write(rows: ReadingBatch, i: number, out: BatchBuilder): void {
    const { delta, repaired } = counted(rows.number[i]!);
    const quality = repaired ? Math.max(rows.quality[i]!, Quality.Repaired) : rows.quality[i]!;
    const impossible = delta < 0 || delta > (step.maxStep ?? Number.POSITIVE_INFINITY);
    out.addRow(rows, i, delta, impossible ? Quality.OutOfRange : quality);
  }
  return {
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        if (!hasNumber(rows, i)) {
          out.addRow(rows, i);
          continue;
        }
        if (rows.time[i]! < newest) continue;
        if (Number.isNaN(count)) {
          const { time, received, sequence } = rows;
          const text = String(rows.number[i]);
          out.addText(rows.series[i]!, time[i]!, received[i]!, text, Quality.Unavailable, sequence[i]!);
        } else write(rows, i, out);
        count = rows.number[i]!;
        newest = rows.time[i]!;
      }
    },
    // The count stays: what was counted while the link was down belongs to the next reading.
    flush() {},
  };
}
