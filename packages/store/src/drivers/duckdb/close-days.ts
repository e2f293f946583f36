import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DAY_MS } from '../reading-rules.ts';
import { readRows } from './columns.ts';
import { makeFolder, moveIntoPlace } from './durable-files.ts';
import { type Day, type DayFile, dayFileName, describeFile, type SegmentNote } from './manifest.ts';
import { logBatches, rollUp } from './roll-up.ts';
import { KEPT_COLUMNS, minuteWindows } from './sources.ts';
import { MINUTES_OF_DAY, type Store } from './store.ts';
import { setWhole } from './table-writer.ts';
import { parquet, quote } from './tables.ts';

/** Unsorted hours that do not matter yet. */
const FEW_HOURS = 20_000;

/**
 * Rows of a row group, measured: smaller ones cost bytes, larger ones time when one series is read. Version 2 brings
 * delta encodings, which halve the times.
 */
const SEGMENT_FORMAT = 'FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 61440';

/** Turns the hot rows of every day before that of `now` into the next generation of its segment. */
export async function closeDays(store: Store, now: number): Promise<void> {
  await rollUp(store, now);
  const today = Math.floor(now / DAY_MS);
  for (const day of store.hotDays.filter((hotDay) => hotDay < today)) await closeDay(store, day, now);
  await clusterHours(store);
}

/**
 * Sorts the hours by series once an eighth of them came since the last time: a year of one series then lies together
 * and is read five times faster (measured), for a cost that stays in proportion to what came.
 */
async function clusterHours(store: Store): Promise<void> {
  await store.hot.keep(async (connection) => {
    const [hours] = await readRows<{ total: number; clustered: number }>(
      connection,
      'SELECT (SELECT count(*) FROM hours) AS total, clustered_hours AS clustered FROM state',
    );
    if (!hours || hours.total - hours.clustered <= Math.max(FEW_HOURS, hours.total / 8)) return;
    await connection.run('CREATE TABLE sorted AS SELECT * FROM hours ORDER BY series, slot');
    await connection.run('DROP TABLE hours');
    await connection.run('ALTER TABLE sorted RENAME TO hours');
    await connection.run(`UPDATE state SET clustered_hours = ${hours.total}`);
  });
}

async function closeDay(store: Store, number: number, now: number): Promise<void> {
  await store.days.checkDay('raw', number, now);
  await store.days.checkDay('minutes', number, now);
  const through = await store.writing.take(async () => store.batch);
  const written = await writeDay(store, number, {
    through,
    rows: `SELECT ${KEPT_COLUMNS} FROM hot
      WHERE time >= ${number * DAY_MS} AND time < ${(number + 1) * DAY_MS} AND batch <= ${through}`,
  });
  await swapIn(store, written, async (connection) => {
    await connection.run(
      `DELETE FROM hot WHERE time >= ${number * DAY_MS} AND time < ${(number + 1) * DAY_MS} AND batch <= ${through}`,
    );
    if (!written.final) await deleteMinutes(connection, number);
  });
  if (!written.final) store.unmarkReplaced(number);
}

/** Which rows go into a day's new segment beside those of the old one, and which leave it. */
export interface DayChange {
  through: number;
  rows?: string;
  /** Series to leave out. */
  without?: string;
}

/** Writes the next generation of a day's files; nothing reads them before `swapIn`. */
export async function writeDay(store: Store, number: number, change: DayChange): Promise<Day> {
  const before = store.days.get(number) ?? { day: number, generation: 0, throughBatch: 0 };
  const generation = before.generation + 1;
  const without = change.without ? `WHERE series NOT IN (${change.without})` : '';
  const old = before.raw
    ? `SELECT ${KEPT_COLUMNS} FROM ${parquet([store.days.path(before.raw)])} ${without}`
    : undefined;
  const rows = [old, change.rows].filter((source) => source !== undefined).join(' UNION ALL ');
  const note: SegmentNote = { throughBatch: change.through, sources: store.sources };
  const day: Day = { day: number, generation, throughBatch: change.through };
  if (before.final) day.final = true;
  if (rows !== '') {
    const sorted = `SELECT * FROM (${rows}) ORDER BY series, time, sequence`;
    const file = await writeDayFile(store, sorted, dayFileName(number, generation, 'raw'), note);
    day.raw = { ...file, readings: await countRows(store, file) };
  }
  if (before.final && !change.without) {
    if (before.minutes) day.minutes = before.minutes;
    return day;
  }
  const from = number * MINUTES_OF_DAY;
  const minutes = minuteWindows(store, undefined, from, from + MINUTES_OF_DAY);
  const sorted = `SELECT * FROM (${minutes}) ${without} ORDER BY series, slot`;
  day.minutes = await writeDayFile(store, sorted, dayFileName(number, generation, 'minutes'), note);
  return day;
}

/** A day's new files take the place of the old ones in the moment in which `leave` is committed. */
export async function swapIn(
  store: Store,
  day: Day,
  leave: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  const { keeper } = store.hot;
  const old = store.days.get(day.day);
  await keeper.run('BEGIN');
  try {
    await logBatches(keeper);
    await leave(keeper);
    // First the list, then the commit: a kill between leaves rows in both, which the next opening clears away.
    await store.days.save(store.sources, [day]);
    await store.writing.take(() =>
      store.passage.change(async () => {
        await saveNewest(store, keeper);
        await keeper.run('COMMIT');
        store.days.accept(day);
        await recountHot(store, day.day);
      }),
    );
  } catch (error) {
    await keeper.run('ROLLBACK').catch(() => {});
    store.broken = `a day could not be closed: ${error}`;
    throw error;
  }
  await store.days.removeFiles(old, day);
}

/** Keeps the newest reading of every series in the hot file, for those whose rows leave it. */
export async function saveNewest(store: Store, connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM newest');
  const batch = store.newest.read();
  const { newest } = store.hot.rows;
  newest.write(batch.length, ([series, time, delay, sequence, quality, number, text], from, count) => {
    for (let i = 0; i < count; i++) {
      const row = from + i;
      series[i] = batch.series[row]!;
      setWhole(time, i, batch.time[row]!);
      setWhole(delay, i, batch.received[row]! - batch.time[row]!);
      sequence[i] = batch.sequence[row]!;
      quality[i] = batch.quality[row]!;
      number[i] = batch.number[row]!;
      if (batch.text[row] !== 0) text.set(i, batch.texts[batch.text[row]! - 1]!);
    }
  });
  newest.flush();
}

export async function deleteMinutes(connection: DuckDBConnection, day: number): Promise<void> {
  const from = day * MINUTES_OF_DAY;
  await connection.run(`DELETE FROM minutes WHERE slot >= ${from} AND slot < ${from + MINUTES_OF_DAY}`);
}

async function recountHot(store: Store, day: number): Promise<void> {
  const [row] = await readRows<{ left: number }>(
    store.hot.keeper,
    `SELECT count(*) AS "left" FROM hot WHERE time >= ${day * DAY_MS} AND time < ${(day + 1) * DAY_MS}`,
  );
  store.countHot(day, (row?.left ?? 0) - store.hotReadingsOf(day));
}

/** Writes one file of a day, durable and described; nothing reads it before it is in the list. */
export async function writeDayFile(
  store: Store,
  sql: string,
  name: string,
  note: SegmentNote,
): Promise<DayFile> {
  const root = store.settings.folder;
  const [days, year] = name.split('/');
  await makeFolder(root, days!, year!);
  const path = join(root, name);
  const metadata = `KV_METADATA {musubi: ${quote(JSON.stringify(note))}}`;
  await store.hot.keeper.run(`COPY (${sql}) TO ${quote(`${path}.tmp`)} (${SEGMENT_FORMAT}, ${metadata})`);
  await moveIntoPlace(`${path}.tmp`, path);
  return describeFile(root, name);
}

async function countRows(store: Store, file: DayFile): Promise<number> {
  const [row] = await readRows<{ rows: number }>(
    store.hot.keeper,
    `SELECT num_rows AS "rows" FROM parquet_file_metadata(${quote(store.days.path(file))})`,
  );
  return row?.rows ?? 0;
}
