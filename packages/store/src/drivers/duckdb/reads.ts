import { emptyBatch, type ReadingBatch } from '@musubi/schema';
import type { Selection, StoredOrigin, TimeSpan } from '../../series.ts';
import { DAY_MS, MINUTE_MS, TIME_LIMIT } from '../reading-rules.ts';
import { BATCH_COLUMNS, readBatch, readRows } from './columns.ts';
import type { RawQuery } from './messages.ts';
import { rawRows } from './sources.ts';
import type { Store } from './store.ts';
import { parquet, quote } from './tables.ts';

/** Readings of one series that a slice of a scan should hold at most. */
const SLICE_ROWS = 100_000;

export async function raw(store: Store, query: RawQuery): Promise<ReadingBatch> {
  const span = { from: Math.max(0, query.from), to: Math.min(query.to, TIME_LIMIT) };
  const later = query.fromSequence ? `(time > ${span.from} OR sequence >= ${query.fromSequence})` : 'true';
  const order = isInOrder(store, query.series, span) ? '' : 'ORDER BY series, time, sequence';
  const limit = Math.min(query.limit, 2 ** 40);
  return store.hot.read((connection) =>
    readBatch(
      connection,
      `SELECT ${BATCH_COLUMNS} FROM (${rawRows(store, query.series, span, later)}) ${order} LIMIT ${limit}`,
    ),
  );
}

/** True if the segments alone give the rows already in order: one series, or one day, and nothing of it hot. */
function isInOrder(store: Store, series: readonly number[], span: TimeSpan): boolean {
  const first = Math.floor(span.from / DAY_MS);
  const last = Math.floor((span.to - 1) / DAY_MS);
  const isHot = store.hotDays.some((day) => day >= first && day <= last);
  return !isHot && (series.length === 1 || store.days.files('raw', span).length === 1);
}

/** Cuts a span where days begin, so that one series has no more than some 100,000 readings in each part. */
export function slices(store: Store, span: TimeSpan): TimeSpan[] {
  const days = new Set([...store.days.all.map(({ day }) => day), ...store.hotDays]);
  const series = Math.max(1, store.newest.size);
  const parts: TimeSpan[] = [];
  let from = span.from;
  let rows = 0;
  for (const day of [...days].sort((a, b) => a - b)) {
    if ((day + 1) * DAY_MS <= span.from || day * DAY_MS >= span.to) continue;
    const more = ((store.days.get(day)?.raw?.readings ?? 0) + store.hotReadingsOf(day)) / series;
    if (rows > 0 && rows + more > SLICE_ROWS) {
      parts.push({ from, to: day * DAY_MS });
      from = day * DAY_MS;
      rows = 0;
    }
    rows += more;
  }
  if (from < span.to) parts.push({ from, to: span.to });
  return parts;
}

/** The last reading of a series before `time`, looking back further and further. */
export async function lastBefore(store: Store, series: number, time: number): Promise<ReadingBatch> {
  let to = time;
  for (const days of [1, 7, 60, Number.POSITIVE_INFINITY]) {
    const from = Math.max(0, to - days * DAY_MS);
    const source = rawRows(store, [series], { from, to });
    const found = await store.hot.read((connection) =>
      readBatch(
        connection,
        `SELECT ${BATCH_COLUMNS} FROM (${source}) ORDER BY series, time DESC, sequence DESC LIMIT 1`,
      ),
    );
    if (found.length > 0 || from === 0) return found;
    to = from;
  }
  return emptyBatch();
}

interface Found {
  source: number;
  received: number;
  hot: boolean;
}

export async function origin(
  store: Store,
  series: number,
  time: number,
  sequence: number,
): Promise<StoredOrigin | undefined> {
  const where = `WHERE series = ${series} AND time = ${time} AND sequence = ${sequence}`;
  const span = { from: time, to: time + 1 };
  const files = store.days.files('raw', span);
  const segment =
    files.length === 0
      ? ''
      : `UNION ALL SELECT source, time + delay AS received, false AS hot FROM ${parquet(files)} ${where}`;
  return store.hot.read(async (connection) => {
    const [found] = await readRows<Found>(
      connection,
      `SELECT source, time + delay AS received, true AS hot FROM hot ${where} ${segment} LIMIT 1`,
    );
    if (!found) return undefined;
    const slot = Math.floor(found.received / MINUTE_MS);
    const [batch] = await readRows<{ from: number | null; to: number | null; readings: number }>(
      connection,
      `SELECT min(received_from) AS "from", max(received_to) AS "to", sum(readings)::DOUBLE AS readings FROM (
         SELECT * FROM batches WHERE source = ${found.source} AND slot = ${slot}
         UNION ALL SELECT source, slot, min(received), max(received), count(*) FROM (
           SELECT source, ${slot} AS slot, time + delay AS received FROM hot
           WHERE source = ${found.source} AND batch > (SELECT logged_batch FROM state)
             AND (time + delay) // ${MINUTE_MS} = ${slot}
         ) GROUP BY 1, 2)`,
    );
    const known = store.sourceById(found.source);
    const place = placeOf(store, found, time);
    if (!known || !batch || batch.from === null || batch.to === null) return place;
    return {
      ...place,
      batch: {
        number: slot,
        connectionId: known.connectionId,
        receivedFrom: batch.from,
        receivedTo: batch.to,
        readings: batch.readings,
      },
    };
  });
}

function placeOf(store: Store, found: Found, time: number): StoredOrigin {
  const file = store.days.get(Math.floor(time / DAY_MS))?.raw;
  return found.hot || !file ? { place: 'hot' } : { place: 'segment', file: file.file, sha256: file.sha256 };
}

export async function exportParquet(store: Store, selection: Selection, file: string): Promise<void> {
  const source = rawRows(store, selection.series, selection);
  await store.hot.read((connection) =>
    connection.run(
      `COPY (
         SELECT series::UINTEGER AS series, time, time + delay AS received, sequence, quality,
           CASE WHEN isnan(number) THEN NULL ELSE number END AS number, text
         FROM (${source}) ORDER BY series, time, sequence
       ) TO ${quote(file)} (FORMAT parquet, COMPRESSION zstd)`,
    ),
  );
}
