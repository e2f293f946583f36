import { isUsable } from '@musubi/schema';
import { type Filter, heldReading, hold, saysTheSame } from './filter.ts';

/**
 * Drops a number within ±band of the last one kept, so that holding the last kept value is never wrong by more
 * than `band`. Texts and states pass when they change. A reading at least `heartbeatMs` after the last kept one passes.
 */
export function deadbandFilter(step: { band: number; heartbeatMs?: number | undefined }): Filter {
  const heartbeat = step.heartbeatMs ?? Number.POSITIVE_INFINITY;
  const kept = heldReading();
  let hasKept = false;
  let maxError = 0;
  return {
    get maxError() {
      return maxError;
    },
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        // A change of quality is news even where the number is the same.
        if (hasKept && isUsable(rows.quality[i]!) && rows.quality[i] === kept.quality) {
          const difference = Math.abs(rows.number[i]! - kept.number);
          const near = Number.isNaN(difference) ? saysTheSame(kept, rows, i) : difference <= step.band;
          if (near && rows.time[i]! - kept.time < heartbeat) {
            if (difference > maxError) maxError = difference;
            continue;
          }
        }
        out.addRow(rows, i);
        hasKept = isUsable(rows.quality[i]!);
        if (hasKept) hold(kept, rows, i);
      }
    },
    flush() {
      hasKept = false;
    },
  };
}
