import { type BatchBuilder, isUsable } from '@musubi/schema';
import { type Filter, heldReading, hold, release, saysTheSame } from './filter.ts';

/**
 * A new value counts only once it held for `holdMs`; then it is written with the time at which it began. Values that
 * bounced back before are dropped. Repeats of the steady value pass.
 */
export function debounceFilter(step: { holdMs: number }): Filter {
  const steady = heldReading();
  const coming = heldReading();
  let hasSteady = false;
  let hasComing = false;
  let maxError = 0;

  function settle(out: BatchBuilder): void {
    release(coming, out);
    Object.assign(steady, coming);
    hasComing = false;
  }
  function forget(): void {
    const difference = Math.abs(coming.number - steady.number);
    if (difference > maxError) maxError = difference;
    hasComing = false;
  }
  function flush(out: BatchBuilder): void {
    if (hasComing) release(coming, out);
    hasSteady = false;
    hasComing = false;
  }
  return {
    get maxError() {
      return maxError;
    },
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        if (!isUsable(rows.quality[i]!)) {
          flush(out);
          out.addRow(rows, i);
          continue;
        }
        if (hasComing && rows.time[i]! - coming.time >= step.holdMs) settle(out);
        if (!hasSteady || saysTheSame(steady, rows, i)) {
          if (hasComing) forget();
          out.addRow(rows, i);
          hold(steady, rows, i);
          hasSteady = true;
        } else if (!hasComing || !saysTheSame(coming, rows, i)) {
          if (hasComing) forget();
          hold(coming, rows, i);
          hasComing = true;
        }
      }
    },
    tick(now, out) {
      if (hasComing && now - coming.received >= step.holdMs) settle(out);
    },
    flush,
  };
}
