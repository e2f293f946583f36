import { type BatchBuilder, isUsable, Quality, type ReadingBatch } from '@musubi/schema';
import { type Filter, hasNumber, heldReading, hold, release } from './filter.ts';

/** Two readings further apart than this many intervals have a gap between them: nothing is drawn across it. */
const GAP_INTERVALS = 10;

interface ResampleStep {
  everyMs: number;
  method: 'last' | 'mean' | 'linear';
}

/**
 * One reading per interval. `last` keeps the interval's last reading as it came; `mean` writes the mean at the
 * interval's start; `linear` writes the values between readings at multiples of the interval, never across a gap.
 * Texts and states are always resampled by `last`. Readings older than what was written pass as they are.
 */
export function resampleFilter(step: ResampleStep): Filter {
  return step.method === 'linear' ? linear(step.everyMs) : perInterval(step.everyMs, step.method === 'mean');
}

function perInterval(every: number, mean: boolean): Filter {
  const last = heldReading();
  let hasLast = false;
  let interval = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  let maxError = 0;

  function close(out: BatchBuilder): void {
    if (!hasLast) return;
    if (mean && count > 0) {
      const start = interval * every;
      out.addNumber(last.series, start, last.received, sum / count, Quality.Computed);
    } else release(last, out);
    hasLast = false;
    sum = 0;
    count = 0;
  }
  function take(rows: ReadingBatch, i: number): void {
    if (hasLast && !mean) maxError = Math.max(maxError, Math.abs(rows.number[i]! - last.number) || 0);
    hold(last, rows, i);
    hasLast = true;
    if (!hasNumber(rows, i)) return;
    sum += rows.number[i]!;
    count++;
  }
  return {
    get maxError() {
      return maxError;
    },
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        const at = Math.floor(rows.time[i]! / every);
        if (!isUsable(rows.quality[i]!) || at < interval) {
          if (at >= interval) close(out);
          out.addRow(rows, i);
          continue;
        }
        if (at > interval) close(out);
        interval = at;
        take(rows, i);
      }
    },
    tick(now, out) {
      if (hasLast && now >= (interval + 1) * every && now - last.received >= every) close(out);
    },
    flush(out) {
      close(out);
      interval = Number.NEGATIVE_INFINITY;
    },
  };
}

function linear(every: number): Filter {
  const before = heldReading();
  let hasBefore = false;
  return {
    push(rows, out) {
      for (let i = 0; i < rows.length; i++) {
        if (!hasNumber(rows, i)) {
          hasBefore = false;
          out.addRow(rows, i);
          continue;
        }
        const time = rows.time[i]!;
        if (hasBefore && time < before.time) {
          out.addRow(rows, i);
          continue;
        }
        const span = hasBefore ? time - before.time : Number.POSITIVE_INFINITY;
        const slope = span > 0 ? (rows.number[i]! - before.number) / span : 0;
        // Without a neighbour only a reading exactly on the grid has a value there.
        const from =
          span <= GAP_INTERVALS * every ? Math.floor(before.time / every) + 1 : Math.ceil(time / every);
        for (let at = from * every; at <= time; at += every) {
          const value = at === time ? rows.number[i]! : before.number + slope * (at - before.time);
          out.addNumber(rows.series[i]!, at, rows.received[i]!, value, Quality.Computed);
        }
        hold(before, rows, i);
        hasBefore = true;
      }
    },
    flush() {
      hasBefore = false;
    },
  };
}
