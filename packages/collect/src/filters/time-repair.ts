import { isUsable, Quality, textAt } from '@musubi/schema';
import type { Filter, FilterContext } from './filter.ts';

/**
 * A source time more than `maxAheadMs` after or `maxBehindMs` before the arrival can't be believed: the reading takes
 * the time of its arrival and says so. Its sequence then keeps it apart from others of the same millisecond.
 */
export function timeRepairFilter(
  step: { maxAheadMs: number; maxBehindMs: number },
  context: Pick<FilterContext, 'nextSequence'>,
): Filter {
  return {
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        const received = rows.received[i]!;
        const ahead = rows.time[i]! - received;
        if (ahead <= step.maxAheadMs && ahead >= -step.maxBehindMs) {
          out.addRow(rows, i);
          continue;
        }
        const quality = isUsable(rows.quality[i]!) ? Quality.ClockSuspect : rows.quality[i]!;
        const text = textAt(rows, i);
        const series = rows.series[i]!;
        const sequence = context.nextSequence();
        if (text === null) out.addNumber(series, received, received, rows.number[i]!, quality, sequence);
        else out.addText(series, received, received, text, quality, sequence);
      }
    },
    flush() {},
  };
}
