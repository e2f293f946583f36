const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths people read without thinking, milliseconds, ascending. */
const WIDTHS: readonly number[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 6, 12].map((n) => n * HOUR),
];

/** The width that covers `spanMs` with at most `buckets` buckets (one more where the span starts inside one). */
export function bucketWidth(spanMs: number, buckets: number): number {
  const least = spanMs / buckets;
  return WIDTHS.find((width) => width >= least) ?? Math.ceil(least / DAY) * DAY;
}
