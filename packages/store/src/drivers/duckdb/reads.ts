import type { DuckDBConnection } from '@duckdb/node-api';
import { emptyBatch, type ReadingBatch } from '@musubi/schema';
import type { Selection, StoredOrigin, TimeSpan } from '../../series.ts';
import { DAY_MS, MINUTE_MS, TIME_LIMIT } from '../reading-rules.ts';
import { BATCH_COLUMNS, readBatch, readRows } from './columns.ts';
import type { RawQuery } from './messages.ts';
import type { Question } from './question.ts';
import { rawRows } from './sources.ts';
import type { Store } from './store.ts';
import { parquet, quote } from './tables.ts';

/** Readings of one series that a slice of a scan should hold at most. */
const SLICE_ROWS = 100_000;

/** Readings ordered by series, time, sequence. */
export function raw(store: Store, query: RawQuery): Question<ReadingBatch> {
  const span = { from: Math.max(0, query.from), to: Math.min(query.to, TIME_LIMIT) };
  const later = query.fromSequence ? `(time > ${span.from} OR sequence >= ${query.fromSequence})` : 'true';
  const limit = Math.min(query.limit, 2 ** 40);
  return {
    sql() {
      if (query.series.length === 0 || span.from >= span.to || limit <= 0) return undefined;
      const order = isInOrder(store, query.series, span) ? '' : 'ORDER BY series, time, sequence';
      const rows = rawRows(store, query.series, span, later);
      return `SELECT ${BATCH_COLUMNS} FROM (${rows}) ${order} LIMIT ${limit}`;
    },
    nothing: emptyBatch(),
    take: readBatch,
  };
}

/** True if the segments alone give the rows already in order: one series, or one day, and nothing of it hot. */
function isInOrder(store: Store, series: readonly number[], span: TimeSpan): boolean {
  const files = store.days.files('raw', span).length;
  return files > 0 && !store.isHot(span) && (series.length === 1 || files === 1);
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

/** Spans before `time` in which to look for the last reading before it, one after the other. */
export function spansBefore(time: number): TimeSpan[] {
  const spans: TimeSpan[] = [];
  let to = time;
  for (const days of [1, 7, 60, Number.POSITIVE_INFINITY]) {
    const from = Math.max(0, to - days * DAY_MS);
    if (from < to) spans.push({ from, to });
    to = from;
  }
  return spans;
}

/** The last reading of a series within a span. */
export function lastWithin(store: Store, series: number, span: TimeSpan): Question<ReadingBatch> {
  return {
    sql: () =>
      `SELECT ${BATCH_COLUMNS} FROM (${rawRows(store, [series], span)})
       ORDER BY series, time DESC, sequence DESC LIMIT 1`,
    nothing: emptyBatch(),
    take: readBatch,
  };
}

interface Found {
  source: number;
  received: number;
  hot: boolean;
}

/** Where one reading lies and with which batch it came. */
export function origin(
  store: Store,
  series: number,
  time: number,
  sequence: number,
): Question<StoredOrigin | undefined> {
  const where = `WHERE series = ${series} AND time = ${time} AND sequence = ${sequence}`;
  return {
    sql() {
      const files = store.days.files('raw', { from: time, to: time + 1 });
      const hot = `SELECT source, time + delay AS received, true AS hot FROM hot ${where}`;
      if (files.length === 0) return hot;
      return `${hot} UNION ALL SELECT source, time + delay, false FROM ${parquet(files)} ${where}`;
    },
    nothing: undefined,
    async take(connection, sql) {
      const [found] = await readRows<Found>(connection, sql);
      if (!found) return undefined;
      const place = placeOf(store, found, time);
      const source = store.sourceById(found.source);
      const batch = source && (await batchOf(connection, found, source.connectionId));
      return batch ? { ...place, batch } : place;
    },
  };
}

/** The line of the batch log that a reading belongs to, with what came since it was last written. */
async function batchOf(
  connection: DuckDBConnection,
  { source, received }: Found,
  connectionId: string,
): Promise<StoredOrigin['batch']> {
  const slot = Math.floor(received / MINUTE_MS);
  const [batch] = await readRows<{ from: number | null; to: number | null; readings: number }>(
    connection,
    `SELECT min(received_from) AS "from", max(received_to) AS "to", sum(readings)::DOUBLE AS readings FROM (
       SELECT received_from, received_to, readings FROM batches WHERE source = ${source} AND slot = ${slot}
       UNION ALL SELECT min(time + delay), max(time + delay), count(*) FROM hot
       WHERE source = ${source} AND (time + delay) // ${MINUTE_MS} = ${slot}
         AND batch > (SELECT logged_batch FROM state))`,
  );
  if (!batch || batch.from === null || batch.to === null) return undefined;
  return {
    number: slot,
    connectionId,
    receivedFrom: batch.from,
    receivedTo: batch.to,
    readings: batch.readings,
  };
}

function placeOf(store: Store, found: Found, time: number): StoredOrigin {
  const file = store.days.get(Math.floor(time / DAY_MS))?.raw;
  return found.hot || !file ? { place: 'hot' } : { place: 'segment', file: file.file, sha256: file.sha256 };
}

/** Writes a selection to a file of its own, in columns that any reader of Parquet understands. */
export function exportParquet(store: Store, selection: Selection, file: string): Question<void> {
  return {
    sql: () => `COPY (
        SELECT series::UINTEGER AS series, time, time + delay AS received, sequence, quality,
          CASE WHEN isnan(number) THEN NULL ELSE number END AS number, text
        FROM (${rawRows(store, selection.series, selection)}) ORDER BY series, time, sequence
      ) TO ${quote(file)} (FORMAT parquet, COMPRESSION zstd)`,
    nothing: undefined,
    async take(connection, sql) {
      await connection.run(sql);
    },
  };
}
