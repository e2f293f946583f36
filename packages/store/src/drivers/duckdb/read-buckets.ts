import type { BucketAnswer, BucketColumns, BucketQuery, TimeSpan } from '../../series.ts';
import { grainOf, HOUR_MS, MINUTE_MS, TIME_LIMIT } from '../reading-rules.ts';
import { type Columns, readColumns } from './columns.ts';
import type { Question } from './question.ts';
import { currentHours, currentMinutes, rawRows } from './sources.ts';
import type { Store } from './store.ts';
import { BUCKET_KINDS, bucketsFromRows, bucketsFromWindows, gapLimits } from './windows.ts';

type Found = Columns<typeof BUCKET_KINDS>;

/** Buckets from the coarsest level that gives them exactly, with what is not yet rolled up from raw rows. */
export function buckets(store: Store, query: BucketQuery & { now: number }): Question<BucketAnswer> {
  const span = { from: Math.max(0, query.from), to: Math.min(query.to, TIME_LIMIT) };
  const grain = grainOf(query.bucketMs);
  return {
    sql: () =>
      query.series.length === 0 || span.from >= span.to ? undefined : bucketSql(store, query, span),
    nothing: { grain, series: query.series.map((series) => emptyColumns(series, 0)) },
    async take(connection, sql) {
      const found = await readColumns(connection, sql, BUCKET_KINDS);
      return { grain, series: cutBySeries(found, { ...query, ...span }) };
    },
  };
}

function bucketSql(store: Store, { series, bucketMs, gapAfterMs }: BucketQuery, span: TimeSpan): string {
  const limits = gapLimits(series, gapAfterMs);
  const used = gapAfterMs.some((gap) => gap > 0) ? limits : undefined;
  const grain = grainOf(bucketMs);
  if (grain === 'hour') return bucketsFromWindows(currentHours(store, series, span), HOUR_MS, bucketMs, used);
  if (grain === 'minute') {
    return bucketsFromWindows(currentMinutes(store, series, span), MINUTE_MS, bucketMs, used);
  }
  return bucketsFromRows(rawRows(store, series, span), bucketMs, span, limits);
}

function cutBySeries(found: Found, query: BucketQuery & { now: number }): BucketColumns[] {
  const rows = new Map<number, [first: number, end: number]>();
  const series = found.columns[0];
  for (let first = 0; first < found.length; ) {
    let end = first + 1;
    while (end < found.length && series[end] === series[first]) end++;
    rows.set(series[first]!, [first, end]);
    first = end;
  }
  return query.series.map((number, i) => {
    const [first, end] = rows.get(number) ?? [0, 0];
    const columns = take(found, number, first, end, query.bucketMs);
    addSilence(columns, found, first, query, query.gapAfterMs[i] ?? 0);
    return columns;
  });
}

function take(found: Found, series: number, first: number, end: number, bucketMs: number): BucketColumns {
  const [, bucket, low, high, mean, head, tail, usable, unusable, , , silent, text] = found.columns;
  const columns: BucketColumns = {
    series,
    length: end - first,
    time: bucket.slice(first, end).map((index) => index * bucketMs),
    min: low.slice(first, end),
    max: high.slice(first, end),
    mean: mean.slice(first, end),
    first: head.slice(first, end),
    last: tail.slice(first, end),
    count: usable.slice(first, end),
    unusable: unusable.slice(first, end),
    gapMs: silent.slice(first, end),
    text: undefined,
  };
  const texts = text.index.subarray(first, end);
  if (texts.some((index) => index !== 0)) {
    columns.text = Array.from(texts, (index) => (index === 0 ? null : text.texts[index - 1]!));
  }
  return columns;
}

/** Adds to the silences within each bucket those that reach in from before or begin with its last reading. */
function addSilence(
  columns: BucketColumns,
  found: Found,
  first: number,
  query: BucketQuery & { now: number },
  allowed: number,
): void {
  if (allowed <= 0) return;
  const usableFrom = found.columns[9];
  const usableTo = found.columns[10];
  const ends = usableTo.subarray(first, first + columns.length).filter((time) => !Number.isNaN(time));
  const newest = ends.at(-1);
  if (newest === undefined) return;
  const until = Math.max(Math.min(query.to, query.now), newest);
  let before = Number.NaN;
  for (let b = 0; b < columns.length; b++) {
    const start = columns.time[b]!;
    const end = Math.min(start + query.bucketMs, until);
    const [from, to] = [usableFrom[first + b]!, usableTo[first + b]!];
    const lead = Number.isNaN(from) ? end : from;
    let silent = columns.gapMs[b]!;
    if (!Number.isNaN(before)) silent += Math.max(0, lead - Math.max(start, before + allowed));
    if (!Number.isNaN(to)) {
      silent += Math.max(0, end - (to + allowed));
      before = to;
    }
    columns.gapMs[b] = silent;
  }
}

function emptyColumns(series: number, length: number): BucketColumns {
  const doubles = () => new Float64Array(length);
  const counts = () => new Uint32Array(length);
  return {
    series,
    length,
    time: doubles(),
    min: doubles(),
    max: doubles(),
    mean: doubles(),
    first: doubles(),
    last: doubles(),
    count: counts(),
    unusable: counts(),
    gapMs: doubles(),
    text: undefined,
  };
}
