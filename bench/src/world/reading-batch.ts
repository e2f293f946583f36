import type { ReadingBatch } from '@musubi/schema';
import type { SeriesColumns } from './factory-signals.ts';

/** The columns of several series as one batch. */
export function toReadingBatch(portions: readonly SeriesColumns[]): ReadingBatch {
  const length = portions.reduce((sum, { time }) => sum + time.length, 0);
  const batch: ReadingBatch = {
    length,
    series: new Uint32Array(length),
    time: new Float64Array(length),
    received: new Float64Array(length),
    sequence: new Uint32Array(length),
    quality: new Uint8Array(length),
    number: new Float64Array(length),
    text: new Uint32Array(length),
    texts: [],
  };
  let at = 0;
  for (const portion of portions) {
    batch.series.fill(portion.series, at, at + portion.time.length);
    batch.time.set(portion.time, at);
    batch.received.set(portion.received, at);
    batch.quality.set(portion.quality, at);
    batch.number.set(portion.value, at);
    at += portion.time.length;
  }
  return batch;
}
