import { type BatchBuilder, type ReadingBatch, textAt } from '@musubi/schema';
import type { Filter } from './filter.ts';
import { safePattern } from './safe-pattern.ts';

/** A longer text is masked as a whole, which bounds the time a pattern may take. */
const LONGEST_SEARCHED = 256;

/** Replaces what `pattern` finds in texts; a number that it finds anything in becomes a masked text. */
export function maskFilter(step: { pattern: string; replacement: string }): Filter {
  const pattern = safePattern(step.pattern);
  const masked = (text: string) =>
    text.length > LONGEST_SEARCHED ? step.replacement : text.replace(pattern, () => step.replacement);
  return textFilter(masked);
}

/** A filter that rewrites what a reading says, as text. What stays the same passes as it came. */
export function textFilter(rewrite: (text: string) => string): Filter {
  return {
    push(rows: ReadingBatch, out: BatchBuilder) {
      for (let i = 0; i < rows.length; i++) {
        const number = rows.number[i]!;
        const before = textAt(rows, i) ?? (Number.isNaN(number) ? '' : String(number));
        const after = before === '' ? '' : rewrite(before);
        if (after === before) out.addRow(rows, i);
        else {
          const { series, time, received, quality, sequence } = rows;
          out.addText(series[i]!, time[i]!, received[i]!, after, quality[i]!, sequence[i]!);
        }
      }
    },
    flush() {},
  };
}
