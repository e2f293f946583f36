import { BatchBuilder, Quality, type ReadingBatch, textAt } from '@musubi/schema';
import fc from 'fast-check';
import type { BucketAnswer } from '../series.ts';

/** One reading as tests write it; what is left out is 0, good, NaN or without text. */
export interface TestReading {
  series: number;
  time: number;
  received?: number;
  sequence?: number;
  quality?: number;
  number?: number;
  text?: string | null;
}

export function batchOf(readings: readonly TestReading[]): ReadingBatch {
  const builder = new BatchBuilder(Math.max(1, readings.length));
  for (const r of readings) {
    builder.add(
      r.series,
      r.time,
      r.received ?? r.time + 5,
      r.number ?? Number.NaN,
      r.text ?? null,
      r.quality ?? Quality.Good,
      r.sequence ?? 0,
    );
  }
  return builder.take();
}

/** The readings of a batch, every member filled in. */
export function readingsOf(batch: ReadingBatch): Required<TestReading>[] {
  return Array.from({ length: batch.length }, (_, i) => ({
    series: batch.series[i]!,
    time: batch.time[i]!,
    received: batch.received[i]!,
    sequence: batch.sequence[i]!,
    quality: batch.quality[i]!,
    number: batch.number[i]!,
    text: textAt(batch, i),
  }));
}

/** An answer with plain arrays; means and rounded, as sums depend on the order of adding. */
export function bucketsAsData(answer: BucketAnswer) {
  return {
    grain: answer.grain,
    series: answer.series.map((b) => ({
      series: b.series,
      time: [...b.time.subarray(0, b.length)],
      min: [...b.min.subarray(0, b.length)],
      max: [...b.max.subarray(0, b.length)],
      mean: [...b.mean.subarray(0, b.length)].map((mean) => Number(mean.toPrecision(9))),
      first: [...b.first.subarray(0, b.length)],
      last: [...b.last.subarray(0, b.length)],
      count: [...b.count.subarray(0, b.length)],
      unusable: [...b.unusable.subarray(0, b.length)],
      gapMs: [...b.gapMs.subarray(0, b.length)],
      text: b.text?.slice(0, b.length),
    })),
  };
}

/** Readings of a few series over some hours from `start`, with gaps, bad quality, texts and equal keys. */
export function anyReadings(start: number, spanMs: number, most = 80): fc.Arbitrary<TestReading[]> {
  const time = fc.oneof(
    fc.integer({ min: 0, max: spanMs - 1 }),
    fc.integer({ min: 0, max: Math.floor(spanMs / 20_000) - 1 }).map((step) => step * 20_000),
  );
  const number = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -5000, max: 5000 }).map((n) => n / 100) },
    { weight: 1, arbitrary: fc.double() },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
  );
  const reading = fc.record({
    series: fc.integer({ min: 1, max: 3 }),
    time: time.map((offset) => start + offset),
    received: fc.integer({ min: 0, max: 5000 }),
    sequence: fc.constantFrom(0, 0, 0, 1),
    quality: fc.constantFrom(
      Quality.Good,
      Quality.Good,
      Quality.Good,
      Quality.Repaired,
      Quality.Uncertain,
      Quality.Bad,
      Quality.LinkDown,
    ),
    number,
    text: fc.constantFrom(null, null, null, 'ACTIVE', 'STOPPED', '停止中'),
  });
  return fc.array(
    reading.map((r) => ({ ...r, received: r.time + r.received, number: sane(r.number) })),
    { maxLength: most },
  );
}

// Sums of numbers near the end of the range depend on the order in which they are added.
function sane(number: number): number {
  return Number.isFinite(number) && Math.abs(number) > 1e100 ? 1e100 : number;
}
