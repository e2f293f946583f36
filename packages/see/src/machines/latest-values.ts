import { type Device, Quality, type ReadingBatch, type Series, textAt } from '@musubi/schema';
import type { LatestValue } from '@musubi/schema/api';

/** The newest reading of a series. */
export interface LatestRow {
  time: number;
  received: number;
  number: number | null;
  text: string | null;
  quality: number;
}

export function latestRow(batch: ReadingBatch, i: number): LatestRow {
  const number = batch.number[i]!;
  return {
    time: batch.time[i]!,
    received: batch.received[i]!,
    number: Number.isFinite(number) ? number : null,
    text: textAt(batch, i),
    quality: batch.quality[i]!,
  };
}

/**
 * The last value of each series of a device. A series with an expected interval is stale by its own silence; one
 * that speaks only on change is as fresh as its device.
 */
export function latestValues(
  device: Device,
  series: readonly Series[],
  latest: ReadonlyMap<number, LatestRow>,
  now: number,
): LatestValue[] {
  const lastOfDevice = Math.max(
    -Infinity,
    ...series.map(({ number }) => latest.get(number)?.received ?? -Infinity),
  );
  return series.map((one) => {
    const row = latest.get(one.number);
    const heard = one.expectedEveryMs === undefined ? lastOfDevice : (row?.received ?? -Infinity);
    return {
      series: one,
      ...(row ? { time: row.time, received: row.received } : {}),
      number: row?.number ?? null,
      text: row?.text ?? null,
      quality: row?.quality ?? Quality.Bad,
      stale: now - heard > device.silentAfterMs,
    };
  });
}
