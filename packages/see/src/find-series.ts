import { MusubiError } from '@musubi/base';
import { type RecordReader, type Series, seriesRecord } from '@musubi/schema';

/** Above this many, one list is cheaper than one look-up each. */
const LOOK_UP_AT_MOST = 20;

/** The series of these ids, in their order, without those that don't exist. */
export async function findSeries(records: RecordReader, ids: readonly string[]): Promise<Series[]> {
  if (ids.length <= LOOK_UP_AT_MOST) {
    const found = await Promise.all(ids.map((id) => records.get(seriesRecord, id)));
    return found.flatMap((stored) => (stored ? [stored.value] : []));
  }
  const all = new Map((await records.list(seriesRecord)).map(({ id, value }) => [id, value]));
  return ids.flatMap((id) => all.get(id) ?? []);
}

/** As `findSeries`, but an unknown id is the caller's error. */
export async function mustFindSeries(records: RecordReader, ids: readonly string[]): Promise<Series[]> {
  const found = await findSeries(records, ids);
  const known = new Set(found.map((series) => series.id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new MusubiError('caller', 'see.unknown-series', 'no such series', {
      details: { series: unknown.slice(0, 5) },
    });
  }
  return found;
}
