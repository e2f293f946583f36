import type { TimeSpan } from '../../series.ts';
import { HOUR_MS, MINUTE_MS } from '../reading-rules.ts';

/** A reading that says something, and one whose number may enter sums; as in `reading-rules.ts`. */
const USABLE = 'quality < 128 AND (text IS NOT NULL OR isfinite(number))';
const NUMBER = 'quality < 128 AND isfinite(number)';

/** The aggregates that every window of readings holds; `key` orders readings within the window. */
function aggregates(key: string): string {
  return `count(*) FILTER (${USABLE}) AS usable,
    count(*) FILTER (${NUMBER}) AS numbers,
    count(*) FILTER (NOT (${USABLE})) AS unusable,
    min(number) FILTER (${NUMBER}) AS low,
    max(number) FILTER (${NUMBER}) AS high,
    sum(number) FILTER (${NUMBER}) AS total,
    arg_min(number, ${key}) FILTER (${NUMBER}) AS head,
    arg_max(number, ${key}) FILTER (${NUMBER}) AS tail,
    arg_max(text, ${key}) FILTER (${USABLE} AND text IS NOT NULL) AS text`;
}

/** One-minute windows, in the columns of the table `minutes`, of a source of raw rows. */
export function minutesFrom(rows: string): string {
  const ms = `(time % ${MINUTE_MS})`;
  const slot = `(time // ${MINUTE_MS})::INTEGER`;
  return `SELECT series, slot, usable::UINTEGER AS usable, numbers::UINTEGER AS numbers,
      unusable::UINTEGER AS unusable, low, high, total, head, tail, usable_from, usable_to,
      coalesce(silence, 0)::INTEGER AS silence, text
    FROM (
      SELECT series, ${slot} AS slot, ${aggregates(`(${ms} << 32) + sequence`)},
        (min(${ms}) FILTER (${USABLE}))::INTEGER AS usable_from,
        (max(${ms}) FILTER (${USABLE}))::INTEGER AS usable_to
      FROM (${rows}) GROUP BY 1, 2
    ) LEFT JOIN (
      SELECT series, slot, max(silence) AS silence FROM (
        SELECT series, ${slot} AS slot,
          time - lag(time) OVER (PARTITION BY series, ${slot} ORDER BY time) AS silence
        FROM (${rows}) WHERE ${USABLE}
      ) WHERE silence IS NOT NULL GROUP BY 1, 2
    ) USING (series, slot)`;
}

/** One-hour windows, in the columns of the table `hours`, of a source of one-minute windows. */
export function hoursFrom(minutes: string): string {
  const offset = `(slot % 60) * ${MINUTE_MS}`;
  return `SELECT series, slot, usable::UINTEGER AS usable, numbers::UINTEGER AS numbers,
      unusable::UINTEGER AS unusable, low, high, total, head, tail, usable_from, usable_to, silences, text
    FROM (
      SELECT series, slot // 60 AS slot, sum(usable) AS usable, sum(numbers) AS numbers,
        sum(unusable) AS unusable, min(low) AS low, max(high) AS high, sum(total) AS total,
        arg_min(head, slot) FILTER (numbers > 0) AS head, arg_max(tail, slot) FILTER (numbers > 0) AS tail,
        min(${offset} + usable_from)::INTEGER AS usable_from, max(${offset} + usable_to)::INTEGER AS usable_to,
        arg_max(text, slot) FILTER (text IS NOT NULL) AS text
      FROM (${minutes}) GROUP BY 1, 2
    ) LEFT JOIN (
      SELECT series, slot, list(silence)::INTEGER[] AS silences FROM (
        SELECT series, slot // 60 AS slot, ${offset} + usable_from
          - lag(${offset} + usable_to) OVER (PARTITION BY series, slot // 60 ORDER BY slot) AS silence
        FROM (${minutes}) WHERE usable > 0
      ) WHERE silence >= ${MINUTE_MS} GROUP BY 1, 2
    ) USING (series, slot)`;
}

/** What a bucket query selects, in this order; the kinds for `readColumns`. */
export const BUCKET_KINDS = [
  'uint',
  'double',
  'double',
  'double',
  'double',
  'double',
  'double',
  'uint',
  'uint',
  'double',
  'double',
  'double',
  'text',
] as const;

const BUCKET_COLUMNS = `series::UINTEGER, bucket::DOUBLE, coalesce(low, 'nan'), coalesce(high, 'nan'),
  coalesce(mean, 'nan'), coalesce(head, 'nan'), coalesce(tail, 'nan'), usable::UINTEGER, unusable::UINTEGER,
  coalesce(usable_from::DOUBLE, 'nan'), coalesce(usable_to::DOUBLE, 'nan'), coalesce(silent, 0)::DOUBLE, text`;

/** The gap limit of each series as an SQL source. */
export function gapLimits(series: readonly number[], gapAfterMs: readonly number[]): string {
  const rows = series.map((number, i) => `(${number}, ${Math.round(gapAfterMs[i] ?? 0)})`);
  return `(VALUES ${rows.join(', ')}) AS limits(series, allowed)`;
}

/** Buckets of a source of windows `slotMs` wide; `silent` counts silences within a bucket. */
export function bucketsFromWindows(
  windows: string,
  slotMs: typeof MINUTE_MS | typeof HOUR_MS,
  bucketMs: number,
  limits: string | undefined,
): string {
  const bucket = `((slot * ${slotMs}::BIGINT) // ${bucketMs})`;
  const silences =
    slotMs === HOUR_MS
      ? 'coalesce(list_sum(list_transform(silences, lambda s: greatest(0, s - allowed))), 0)'
      : 'greatest(0, silence - allowed)';
  const between = `greatest(0, coalesce(slot * ${slotMs}::BIGINT + usable_from - allowed
    - lag(slot * ${slotMs}::BIGINT + usable_to IGNORE NULLS) OVER (PARTITION BY series, ${bucket} ORDER BY slot), 0))`;
  const silent = limits
    ? `CASE WHEN allowed > 0 THEN ${silences}${bucketMs > slotMs ? ` + ${between}` : ''} ELSE 0 END`
    : '0';
  const source = limits
    ? `(SELECT *, ${silent} AS silent FROM (${windows}) JOIN ${limits} USING (series))`
    : `(SELECT *, 0 AS silent FROM (${windows}))`;
  if (bucketMs === slotMs) {
    return `SELECT ${BUCKET_COLUMNS} FROM (
        SELECT * EXCLUDE (usable_from, usable_to), slot AS bucket, total / numbers AS mean,
          slot * ${slotMs}::BIGINT + usable_from AS usable_from, slot * ${slotMs}::BIGINT + usable_to AS usable_to
        FROM ${source}
      ) ORDER BY series, bucket`;
  }
  return `SELECT ${BUCKET_COLUMNS} FROM (
      SELECT series, ${bucket} AS bucket, min(low) AS low, max(high) AS high,
        sum(total) / sum(numbers) AS mean,
        arg_min(head, slot) FILTER (numbers > 0) AS head, arg_max(tail, slot) FILTER (numbers > 0) AS tail,
        sum(usable) AS usable, sum(unusable) AS unusable,
        min(slot * ${slotMs}::BIGINT + usable_from) AS usable_from,
        max(slot * ${slotMs}::BIGINT + usable_to) AS usable_to,
        sum(silent) AS silent, arg_max(text, slot) FILTER (text IS NOT NULL) AS text
      FROM ${source} GROUP BY 1, 2
    ) ORDER BY series, bucket`;
}

/** Buckets of any width straight from raw rows. */
export function bucketsFromRows(
  rows: string,
  bucketMs: number,
  { from, to }: TimeSpan,
  limits: string,
): string {
  const bucket = `(time // ${bucketMs})`;
  // A pair as key is exact for any span; within 24 days one number does the same faster.
  const isShort = to - from < 2 ** 31;
  const key = isShort ? `((time - ${from}) << 32) + sequence` : '{t: time, s: sequence}';
  return `SELECT ${BUCKET_COLUMNS} FROM (
      SELECT *, total / numbers AS mean FROM (
        SELECT series, ${bucket} AS bucket, ${aggregates(key)},
          min(time) FILTER (${USABLE}) AS usable_from, max(time) FILTER (${USABLE}) AS usable_to
        FROM (${rows}) GROUP BY 1, 2
      ) LEFT JOIN (
        SELECT series, bucket, sum(greatest(0, silence - allowed)) AS silent FROM (
          SELECT series, ${bucket} AS bucket,
            time - lag(time) OVER (PARTITION BY series, ${bucket} ORDER BY time) AS silence
          FROM (${rows}) WHERE ${USABLE}
        ) JOIN ${limits} USING (series) WHERE allowed > 0 GROUP BY 1, 2
      ) USING (series, bucket)
    ) ORDER BY series, bucket`;
}
