import { Quality } from '@musubi/schema';
import { type Filter, hasNumber } from './filter.ts';

/** Marks numbers outside [low, high] as physically impossible; they are kept and shown, never summed. */
export function rangeFilter(step: { low?: number | undefined; high?: number | undefined }): Filter {
  const low = step.low ?? Number.NEGATIVE_INFINITY;
  const high = step.high ?? Number.POSITIVE_INFINITY;
  return {
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        const value = rows.number[i]!;
        const outside = hasNumber(rows, i) && (value < low || value > high);
        out.addRow(rows, i, value, outside ? Quality.OutOfRange : rows.quality[i]!);
      }
    },
    flush() {},
  };
}
