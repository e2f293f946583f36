import { MusubiError } from '@musubi/base';
import { Quality, type Series } from '@musubi/schema';
import { listSeries, type Output, queryReadings } from '@musubi/schema/api';
import type { PersonClient } from './person-client.ts';

/** Readings of one series as the trend explorer answers them, raw. */
export type RawColumns = Output<typeof queryReadings>['series'][number];

/** From 1970 to far in the future, for clocks that can't be believed. */
export const EVER = { from: 0, to: 7_000_000_000_000 } as const;

/** The series of a device by their keys. */
export async function seriesOf(client: PersonClient, deviceId: string): Promise<Map<string, Series>> {
  const { series } = await client.call(listSeries, { deviceId });
  return new Map(series.map((one) => [one.key, one]));
}

/** All raw readings of series, by series id. Rejects when there are more than one answer carries. */
export async function rawReadings(
  client: PersonClient,
  seriesIds: readonly string[],
  span: { from: number; to: number } = EVER,
): Promise<Map<string, RawColumns>> {
  const found = new Map<string, RawColumns>();
  for (let at = 0; at < seriesIds.length; at += MOST_SERIES) {
    const some = seriesIds.slice(at, at + MOST_SERIES);
    const answer = await client.call(queryReadings, { seriesIds: some, ...span, limit: 1_000_000 });
    if (answer.truncated) throw new MusubiError('us', 'bug', 'more readings than one answer');
    for (const columns of answer.series) found.set(columns.seriesId, columns);
  }
  return found;
}

const MOST_SERIES = 200;

/** How many readings a source gave: the product's own word that a link went down is none of them. */
export function givenCount({ quality }: RawColumns): number {
  return quality.filter((code) => code !== Quality.LinkDown).length;
}
