import type { BucketColumns, BucketQuery, Grain } from '../../series.ts';
import { grainOf, hasUsableNumber, isUsableReading, MINUTE_MS } from '../reading-rules.ts';

/** One kept reading. */
export interface Row {
  time: number;
  received: number;
  sequence: number;
  quality: number;
  number: number;
  text: string | null;
  connectionId: string;
  deviceId: string;
  /** Its raw form was deleted by retention; aggregates still know it. */
  retired: boolean;
}

/** Buckets of one series by their definition: filter, then fold. `rows` are ordered by time, sequence. */
export function bucketsOf(
  series: number,
  rows: readonly Row[],
  query: BucketQuery,
  gapAfterMs: number,
  now: number,
): BucketColumns {
  const grain = grainOf(query.bucketMs);
  const inSpan = rows.filter(
    (row) => row.time >= query.from && row.time < query.to && !(grain === 'raw' && row.retired),
  );
  const starts = [...new Set(inSpan.map((row) => Math.floor(row.time / query.bucketMs) * query.bucketMs))];
  const silences = gapAfterMs > 0 ? silencesOf(inSpan, grain, gapAfterMs, Math.min(query.to, now)) : [];
  const columns = emptyColumns(series, starts.length);
  starts.forEach((start, b) => {
    const end = start + query.bucketMs;
    const bucket = inSpan.filter((row) => row.time >= start && row.time < end);
    const usable = bucket.filter((row) => isUsableReading(row.quality, row.number, row.text !== null));
    const numbers = bucket.filter((row) => hasUsableNumber(row.quality, row.number)).map((row) => row.number);
    columns.time[b] = start;
    columns.count[b] = usable.length;
    columns.unusable[b] = bucket.length - usable.length;
    columns.min[b] = numbers.length === 0 ? Number.NaN : numbers.reduce((a, n) => Math.min(a, n));
    columns.max[b] = numbers.length === 0 ? Number.NaN : numbers.reduce((a, n) => Math.max(a, n));
    columns.mean[b] = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
    columns.first[b] = numbers[0] ?? Number.NaN;
    columns.last[b] = numbers.at(-1) ?? Number.NaN;
    columns.gapMs[b] = silences.reduce(
      (sum, [from, to]) => sum + Math.max(0, Math.min(to, end) - Math.max(from, start)),
      0,
    );
    const text = usable.filter((row) => row.text !== null).at(-1)?.text;
    if (text != null) {
      columns.text ??= new Array<string | null>(starts.length).fill(null);
      columns.text[b] = text;
    }
  });
  return columns;
}

/** The silent intervals beyond `gapAfterMs`, as the port defines them for each grain. */
function silencesOf(rows: readonly Row[], grain: Grain, gapAfterMs: number, end: number): [number, number][] {
  const times = rows
    .filter((row) => isUsableReading(row.quality, row.number, row.text !== null))
    .map((row) => row.time);
  const intervals: [number, number][] = [];
  const longestOfMinute = new Map<number, [number, number]>();
  times.forEach((time, i) => {
    const next = times[i + 1] ?? Math.max(end, time);
    const interval: [number, number] = [time + gapAfterMs, next];
    if (next <= time + gapAfterMs) return;
    const minute = Math.floor(time / MINUTE_MS);
    const sameMinute = i + 1 < times.length && minute === Math.floor(next / MINUTE_MS);
    const sameHour = i + 1 < times.length && Math.floor(minute / 60) === Math.floor(next / MINUTE_MS / 60);
    if (grain === 'minute' && sameMinute) {
      const longest = longestOfMinute.get(minute);
      if (!longest || next - interval[0] > longest[1] - longest[0]) longestOfMinute.set(minute, interval);
    } else if (!(grain === 'hour' && sameHour && next - time < MINUTE_MS)) intervals.push(interval);
  });
  return [...intervals, ...longestOfMinute.values()];
}

function emptyColumns(series: number, length: number): BucketColumns {
  return {
    series,
    length,
    time: new Float64Array(length),
    min: new Float64Array(length),
    max: new Float64Array(length),
    mean: new Float64Array(length),
    first: new Float64Array(length),
    last: new Float64Array(length),
    count: new Uint32Array(length),
    unusable: new Uint32Array(length),
    gapMs: new Float64Array(length),
    text: undefined,
  };
}
