import { isUsable, type Series } from '@musubi/schema';
import type { LiveValue } from '@musubi/schema/api';

/** The newest known reading of a series, from the last answer or the live channel. */
export interface Reading {
  time: number;
  number: number | null;
  text: string | null;
  quality: number;
}

interface Latest {
  time?: number | undefined;
  number: number | null;
  text: string | null;
  quality: number;
}

export function newestReading(latest: Latest, live: LiveValue | undefined): Reading | undefined {
  const known = latest.time === undefined ? undefined : { ...latest, time: latest.time };
  if (!live || (known && known.time > live.time)) return known;
  return { ...live, number: Number.isFinite(live.number) ? live.number : null };
}

export type Judgement = 'usual' | 'outside' | 'doubtful' | 'unknown';

/** Whether a reading needs a look: unusable is unknown, never the last number. */
export function judge(series: Pick<Series, 'normal'>, reading: Reading | undefined): Judgement {
  if (!reading || !isUsable(reading.quality)) return 'unknown';
  const { low, high } = series.normal ?? {};
  const { number } = reading;
  if (number !== null && ((low !== undefined && number < low) || (high !== undefined && number > high)))
    return 'outside';
  return reading.quality >= 64 ? 'doubtful' : 'usual';
}

/** Normal bounds without absent members. */
export type Bounds = { low?: number | undefined; high?: number | undefined };
