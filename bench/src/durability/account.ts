import { systemClock } from '@musubi/base';
import { queryReadings } from '@musubi/schema/api';
import { type PersonClient, seriesByKey } from '@musubi/server/product';
import { NUMBER_KEY, type Source } from './source.ts';

/** What was promised against what is there. */
export interface Account {
  acknowledged: number;
  stored: number;
  /** Acknowledged, but not there. */
  lost: number;
  /** There more than once. */
  duplicates: number;
  /** There, but never sent. */
  invented: number;
}

/** From 1970 to far in the future, for clocks that can't be believed. */
export const EVER: Span = { from: 0, to: 7_000_000_000_000 };
const MOST_ROWS = 200_000;

interface Span {
  from: number;
  to: number;
}

/** Reads every reading of every source by the API and compares. */
export async function account(
  client: PersonClient,
  sources: readonly Source[],
  span = thisDay(),
): Promise<Account> {
  const known = await seriesByKey(client);
  const sum: Account = { acknowledged: 0, stored: 0, lost: 0, duplicates: 0, invented: 0 };
  for (const source of sources) {
    const series = known.get(`${source.device.id}/${NUMBER_KEY}`);
    const stored = series ? await storedNumbers(client, series.id, span) : [];
    const distinct = new Set(stored);
    sum.acknowledged += source.acknowledged.size;
    sum.stored += stored.length;
    sum.duplicates += stored.length - distinct.size;
    for (const number of source.acknowledged) if (!distinct.has(number)) sum.lost += 1;
    for (const number of distinct) if (number < 1 || number > source.sent) sum.invented += 1;
  }
  return sum;
}

function thisDay(): Span {
  const now = systemClock.now();
  return { from: now - 86_400_000, to: now + 3_600_000 };
}

/**
 * The numbers that are stored; readings without a number (the link went down) are none of ours. A span with too many
 * rows is halved until each half is answered whole.
 */
async function storedNumbers(client: PersonClient, seriesId: string, { from, to }: Span): Promise<number[]> {
  const answer = await client.call(queryReadings, { seriesIds: [seriesId], from, to, limit: MOST_ROWS });
  if (!answer.truncated) return (answer.series[0]?.last ?? []).filter((number) => number !== null);
  const middle = Math.floor((from + to) / 2);
  const [early, late] = [
    await storedNumbers(client, seriesId, { from, to: middle }),
    await storedNumbers(client, seriesId, { from: middle, to }),
  ];
  return early.concat(late);
}

/** Whether nothing promised is missing and nothing is there that should not be. */
export function isWhole({ lost, duplicates, invented }: Account): boolean {
  return lost + duplicates + invented === 0;
}

export function accountText(rounds: number, { acknowledged, stored, lost, duplicates }: Account): string {
  return (
    `${rounds} rounds, ${acknowledged} acknowledged, ${stored} stored, ` +
    `${lost} acknowledged lost, ${duplicates} duplicates`
  );
}
