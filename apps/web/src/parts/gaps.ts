/** The columns of a bucket answer that decide a line; see the contract `query-readings`. */
export interface BucketLine {
  readonly time: readonly number[];
  readonly mean: readonly (number | null)[];
  readonly gapMs: readonly number[];
}

/** Twice the expected interval may pass before silence counts as a gap. */
const PATIENCE = 2;

/**
 * Whether the line breaks between bucket `i - 1` and bucket `i`: the server saw silence in bucket `i`, or buckets
 * are left out for longer than the series may be silent. Without an expected interval only the server knows.
 */
export function breaksBefore(
  line: BucketLine,
  i: number,
  bucketMs: number,
  expectedEveryMs: number | undefined,
): boolean {
  if (i === 0) return false;
  if (line.gapMs[i]! > 0) return true;
  if (expectedEveryMs === undefined) return false;
  return line.time[i]! - line.time[i - 1]! > bucketMs + expectedEveryMs * PATIENCE;
}
