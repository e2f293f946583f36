import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DAY_MS, MINUTE_MS, TIME_LIMIT } from '../reading-rules.ts';
import { saveNewest } from './close-days.ts';
import { BATCH_COLUMNS, readBatch, readColumns, readRows } from './columns.ts';
import { CommitMark } from './commit-mark.ts';
import { HOT_FILE } from './open-hot.ts';
import { MINUTES_OF_DAY, type Store } from './store.ts';
import { parquet, quote } from './tables.ts';
import { hoursFrom } from './windows.ts';

/** Fills the memory of the store from the hot file, which may be new, and makes it agree with the closed days. */
export async function load(store: Store, knownSources: Store['sources'], now: number): Promise<void> {
  const { keeper } = store.hot;
  store.reset();
  const [state] = await readRows<{ rolled: number; logged: number }>(
    keeper,
    'SELECT rolled_to AS rolled, logged_batch AS logged FROM state',
  );
  for (const source of knownSources) store.addSource(source);
  await loadSources(store);
  const closedThrough = store.days.all.reduce((most, day) => Math.max(most, day.throughBatch), 0);
  if (!state) await beginAnew(store, closedThrough, now);
  store.rolledTo = state?.rolled ?? store.rolledTo;
  store.rollingTo = store.rolledTo;
  const [hot] = await readRows<{ last: number | null }>(keeper, 'SELECT max(batch) AS last FROM hot');
  const found = Math.max(closedThrough, state?.logged ?? 0, hot?.last ?? 0);
  await nameLostCommits(store, found, now);
  store.learn(await readBatch(keeper, `SELECT ${BATCH_COLUMNS} FROM newest`));
  store.learn(await readBatch(keeper, newestOf('hot')));
  await loadDirty(store);
  await loadHotDays(store);
  await leaveClosedRows(store);
}

/** Numbers go on behind the last commit that was acknowledged, even if it is not there any more. */
async function nameLostCommits(store: Store, found: number, now: number): Promise<void> {
  const acknowledged = CommitMark.read(store.settings.folder);
  store.batch = Math.max(found, acknowledged);
  if (acknowledged <= found) return;
  store.mark.set(store.batch);
  const lost = acknowledged - found;
  const log = join(store.settings.folder, `${HOT_FILE}.wal`);
  // Rows that were closed away or forgotten leave no commit behind: the log shows how far the file once was.
  await store.setAside.name(log, `ends ${lost} commits before the last that was acknowledged`, now);
}

/** The newest readings of each series of a source; several if they share their time. */
function newestOf(source: string): string {
  return `SELECT ${BATCH_COLUMNS} FROM ${source} AS rows
    JOIN (SELECT series AS s, max(time) AS t FROM ${source} GROUP BY 1) ON series = s AND time = t`;
}

async function loadSources(store: Store): Promise<void> {
  const sources = await readRows<{ id: number; connectionId: string; deviceId: string }>(
    store.hot.keeper,
    'SELECT id, connection AS "connectionId", device AS "deviceId" FROM sources',
  );
  for (const source of sources) store.addSource(source);
}

async function loadDirty(store: Store): Promise<void> {
  const sql = 'SELECT series::UINTEGER, slot::UINTEGER FROM dirty';
  const { length, columns } = await readColumns(store.hot.keeper, sql, ['uint', 'uint']);
  for (let i = 0; i < length; i++) store.markDirty(columns[0][i]!, columns[1][i]!);
  const replaced = await readRows<{ day: number }>(
    store.hot.keeper,
    `SELECT DISTINCT slot // ${MINUTES_OF_DAY} AS day FROM minutes`,
  );
  store.markReplaced(replaced.map(({ day }) => day).filter((day) => store.days.get(day)));
}

/** Counts the readings of each day in the hot table. */
export async function loadHotDays(store: Store): Promise<void> {
  for (const day of store.hotDays) store.countHot(day, -store.hotReadingsOf(day));
  const days = await readRows<{ day: number; readings: number }>(
    store.hot.keeper,
    `SELECT time // ${DAY_MS} AS day, count(*) AS readings FROM hot GROUP BY 1`,
  );
  for (const { day, readings } of days) store.countHot(day, readings);
}

/** Removes hot rows that a segment already holds: a kill came between its listing and their leaving. */
async function leaveClosedRows(store: Store): Promise<void> {
  const closed = store.days.all.filter(
    ({ day, throughBatch }) => throughBatch > 0 && store.hotReadingsOf(day) > 0,
  );
  if (closed.length === 0) return;
  await store.hot.keep(async (connection) => {
    for (const { day, throughBatch } of closed) {
      await connection.run(
        `DELETE FROM hot WHERE time >= ${day * DAY_MS} AND time < ${(day + 1) * DAY_MS} AND batch <= ${throughBatch}`,
      );
    }
    await saveNewest(store, connection);
  });
  await loadHotDays(store);
}

/** A new hot file beside closed days: what it knew of them is made anew from their files. */
async function beginAnew(store: Store, closedThrough: number, now: number): Promise<void> {
  const all = { from: 0, to: TIME_LIMIT };
  await store.days.check('raw', all, now);
  await store.days.check('minutes', all, now);
  const last = store.days.all.at(-1);
  store.rolledTo = last ? (last.day + 1) * MINUTES_OF_DAY : 0;
  await store.hot.keep(async (connection) => {
    // What was saved of a damaged file may hold late rows and a part of the batch log.
    await connection.run(
      `INSERT INTO state SELECT ${store.rolledTo}, greatest(${closedThrough},
         (SELECT coalesce(max(batch), 0) FROM hot WHERE EXISTS (FROM batches))), 0`,
    );
    await connection.run(
      `INSERT INTO dirty SELECT DISTINCT series, (time // ${MINUTE_MS})::INTEGER FROM hot
       WHERE time < ${store.rolledTo * MINUTE_MS}`,
    );
    for (const { id, connectionId, deviceId } of store.sources) {
      await connection.run(`INSERT INTO sources VALUES (${id}, ${quote(connectionId)}, ${quote(deviceId)})`);
    }
    const minutes = store.days.files('minutes', all);
    if (minutes.length > 0) {
      await connection.run(`INSERT INTO hours ${hoursFrom(`SELECT * FROM ${parquet(minutes)}`)}`);
    }
    await learnFromSegments(store, connection);
    await saveNewest(store, connection);
  });
}

async function learnFromSegments(store: Store, connection: DuckDBConnection): Promise<void> {
  const files = store.days.files('raw', { from: 0, to: TIME_LIMIT });
  if (files.length > 0) store.learn(await readBatch(connection, newestOf(parquet(files))));
}
