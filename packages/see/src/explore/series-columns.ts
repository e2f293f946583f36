import { isUsable, Quality, type ReadingBatch, type Series, textAt } from '@musubi/schema';
import type { Output, queryReadings } from '@musubi/schema/api';
import type { BucketColumns } from '@musubi/store';

/** One series as the explorer draws it. */
export type SeriesColumns = Output<typeof queryReadings>['series'][number];

/** The silence from which on a line breaks: three missed readings; 0 where readings come only on change. */
export function gapAfter(series: Series): number {
  return 3 * (series.expectedEveryMs ?? 0);
}

export function emptyColumns(seriesId: string): SeriesColumns {
  return {
    seriesId,
    time: [],
    min: [],
    max: [],
    mean: [],
    first: [],
    last: [],
    count: [],
    gapMs: [],
    quality: [],
    text: [],
    timeInState: {},
  };
}

/** Buckets as JSON can carry them: what is not a number is null. */
export function bucketsToColumns(seriesId: string, buckets: BucketColumns): SeriesColumns {
  const columns = emptyColumns(seriesId);
  for (let i = 0; i < buckets.length; i++) {
    const unusable = buckets.unusable[i]!;
    columns.time.push(buckets.time[i]!);
    columns.min.push(orNull(buckets.min[i]!));
    columns.max.push(orNull(buckets.max[i]!));
    columns.mean.push(orNull(buckets.mean[i]!));
    columns.first.push(orNull(buckets.first[i]!));
    columns.last.push(orNull(buckets.last[i]!));
    columns.count.push(buckets.count[i]!);
    columns.gapMs.push(buckets.gapMs[i]!);
    columns.quality.push(bucketQuality(buckets.count[i]!, unusable));
    columns.text.push(buckets.text?.[i] ?? null);
  }
  return columns;
}

/** Readings, each as a bucket of its own; an unusable one has no number, so that no line goes through it. */
export function readingsToColumns(wanted: readonly Series[], batch: ReadingBatch): SeriesColumns[] {
  const byNumber = new Map(wanted.map((series) => [series.number, emptyColumns(series.id)]));
  const gapOf = new Map(wanted.map((series) => [series.number, gapAfter(series)]));
  for (let i = 0; i < batch.length; i++) {
    const number = batch.series[i]!;
    const columns = byNumber.get(number);
    if (columns) addReading(columns, batch, i, gapOf.get(number)!);
  }
  return [...byNumber.values()];
}

function addReading(columns: SeriesColumns, batch: ReadingBatch, i: number, gapAfterMs: number): void {
  const time = batch.time[i]!;
  const usable = isUsable(batch.quality[i]!);
  const value = usable ? orNull(batch.number[i]!) : null;
  const silence = columns.time.length === 0 ? 0 : time - columns.time.at(-1)!;
  columns.time.push(time);
  for (const column of [columns.min, columns.max, columns.mean, columns.first, columns.last]) {
    column.push(value);
  }
  columns.count.push(usable ? 1 : 0);
  columns.gapMs.push(gapAfterMs > 0 && silence > gapAfterMs ? silence - gapAfterMs : 0);
  columns.quality.push(batch.quality[i]!);
  columns.text.push(textAt(batch, i));
}

function bucketQuality(usable: number, unusable: number): number {
  if (unusable === 0) return Quality.Good;
  return usable === 0 ? Quality.Bad : Quality.Uncertain;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
