import type { Series } from '@musubi/schema';
import type { CallOutput } from '../../../client.ts';
import type { LivePoint } from '../../../live.ts';
import { breaksBefore } from '../../../parts/gaps.ts';

export type Answer = CallOutput<'queryReadings'>;
export type Line = Answer['series'][number];

/** Columns of one line as the chart draws them; `null` breaks it. */
export interface DrawnLine {
  time: number[];
  min: (number | null)[];
  max: (number | null)[];
  mean: (number | null)[];
}

/** Buckets as a line with its band: where the line breaks, a point without values stands between two buckets. */
export function drawn(line: Line, bucketMs: number, expectedEveryMs: number | undefined): DrawnLine {
  const out: DrawnLine = { time: [], min: [], max: [], mean: [] };
  const put = (time: number, min: number | null, max: number | null, mean: number | null) => {
    out.time.push(time);
    out.min.push(min);
    out.max.push(max);
    out.mean.push(mean);
  };
  line.time.forEach((time, i) => {
    if (breaksBefore(line, i, bucketMs, expectedEveryMs))
      put((line.time[i - 1]! + time) / 2, null, null, null);
    put(time, line.min[i] ?? null, line.max[i] ?? null, line.mean[i] ?? null);
  });
  return out;
}

/** Adds what arrived live after the newest bucket. */
export function withLive(line: DrawnLine, live: readonly LivePoint[], bucketMs: number): DrawnLine {
  const newest = line.time.at(-1);
  // Points inside the newest bucket are in its mean already; a bucket of one reading starts before it.
  const after = newest === undefined ? Number.NEGATIVE_INFINITY : newest + bucketMs;
  const fresh = live.filter(({ time }) => time >= after);
  if (fresh.length === 0) return line;
  const values = fresh.map(({ number }) => (Number.isFinite(number) ? number : null));
  return {
    time: [...line.time, ...fresh.map(({ time }) => time)],
    min: [...line.min, ...values],
    max: [...line.max, ...values],
    mean: [...line.mean, ...values],
  };
}

export interface Pane {
  unit: string;
  series: Series[];
}

/** At most so many lines share a pane: more could not be told apart. */
const PER_PANE = 4;

/** Numbers of one unit share a pane so that they can be compared; states and texts get strips of their own. */
export function panesOf(chosen: readonly Series[]): { panes: Pane[]; strips: Series[] } {
  const panes: Pane[] = [];
  for (const series of chosen.filter(({ kind }) => kind === 'number')) {
    const fitting = panes.find(
      ({ unit, series: inside }) => unit === series.unit && inside.length < PER_PANE,
    );
    if (fitting && series.unit !== '') fitting.series.push(series);
    else panes.push({ unit: series.unit, series: [series] });
  }
  return { panes, strips: chosen.filter(({ kind }) => kind !== 'number') };
}

export interface Segment {
  from: number;
  to: number;
  /** Absent where nothing is known. */
  state: string | undefined;
}

/** The states of a text, state or boolean series as stretches; unusable readings and gaps are «nothing known». */
export function segmentsOf(
  line: Line,
  to: number,
  name: (line: Line, i: number) => string | undefined,
): Segment[] {
  const segments: Segment[] = [];
  const begin = (from: number, state: string | undefined) => {
    const last = segments.at(-1);
    if (last?.state === state && last) return;
    if (last) last.to = from;
    segments.push({ from, to, state });
  };
  line.time.forEach((time, i) => {
    const gap = line.gapMs[i]!;
    if (i > 0 && gap > 0) begin(Math.max(line.time[i - 1]!, time - gap), undefined);
    begin(time, line.quality[i]! < 128 ? name(line, i) : undefined);
  });
  return segments.filter((segment) => segment.to > segment.from);
}

/** The bucket nearest to a time, or -1. Times ascend. */
export function nearest(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  const before = times[low - 1];
  const after = times[low];
  if (before === undefined) return after === undefined ? -1 : low;
  return after === undefined || time - before <= after - time ? low - 1 : low;
}
