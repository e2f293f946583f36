import type { DuckDBConnection } from '@duckdb/node-api';
import { DAY_MS, MINUTE_MS } from '../reading-rules.ts';
import { readColumns, readRows } from './columns.ts';
import { minuteWindows, rawRows } from './sources.ts';
import { MINUTES_OF_DAY, type Store } from './store.ts';
import { hoursFrom, minutesFrom } from './windows.ts';

/**
 * Computes anew the windows that late rows touched, then those that ended since the last time, up to `now`. Only
 * these are computed, from raw rows, so that doing it twice or after a kill changes nothing. Call in a keeping turn.
 */
export async function rollUp(store: Store, now: number): Promise<void> {
  const target = Math.max(store.rolledTo, Math.floor(now / MINUTE_MS));
  await rollDirty(store, now);
  // Day by day: what is sorted at a time stays bounded, and appends go on in between.
  for (const day of store.hotDays) {
    const end = Math.min((day + 1) * MINUTES_OF_DAY, target);
    if (end > store.rolledTo) await rollTail(store, end);
  }
  if (target > store.rolledTo) await rollTail(store, target);
}

/** From here on late rows for windows before `slot` are marked; no append is under way that doesn't know it. */
async function announce(store: Store, slot: number): Promise<void> {
  await store.writing.take(async () => {
    store.rollingTo = Math.max(store.rollingTo, slot);
  });
}

async function rollTail(store: Store, to: number): Promise<void> {
  const from = store.rolledTo;
  await announce(store, to);
  await store.hot.keep(async (connection) => {
    const span = { from: from * MINUTE_MS, to: to * MINUTE_MS };
    // Days are closed only after they were rolled up: what is fresh lies in the hot table alone.
    const rows = `SELECT * FROM hot WHERE time >= ${span.from} AND time < ${span.to}`;
    await connection.run(`INSERT INTO minutes ${minutesFrom(rows)}`);
    const fromHour = Math.floor(from / 60);
    const toHour = Math.floor(to / 60);
    if (toHour > fromHour) {
      const minutes = minuteWindows(store, undefined, fromHour * 60, toHour * 60);
      await connection.run(`INSERT INTO hours ${hoursFrom(minutes)}`);
    }
    await logBatches(connection);
    await connection.run(`UPDATE state SET rolled_to = ${to}`);
  });
  store.rolledTo = to;
}

async function rollDirty(store: Store, now: number): Promise<void> {
  if (!store.hasDirty) return;
  const days = await readRows<{ day: number }>(
    store.hot.keeper,
    `SELECT DISTINCT slot // ${MINUTES_OF_DAY} AS day FROM dirty WHERE slot < ${store.rolledTo} ORDER BY 1`,
  );
  for (const { day } of days) {
    const span = { from: day * DAY_MS, to: (day + 1) * DAY_MS };
    await store.days.check('raw', span, now);
    await store.days.check('minutes', span, now);
    await rollDirtyDay(store, day);
  }
}

async function rollDirtyDay(store: Store, day: number): Promise<void> {
  const { keeper } = store.hot;
  const from = day * MINUTES_OF_DAY;
  const to = Math.min(from + MINUTES_OF_DAY, store.rolledTo);
  // No append is under way while the snapshot is taken: what comes later marks its windows once more.
  await store.writing.take(async () => {
    await keeper.run('BEGIN');
    await keeper.run(
      `CREATE OR REPLACE TEMP TABLE stale AS
       SELECT DISTINCT series, slot FROM dirty WHERE slot >= ${from} AND slot < ${to}`,
    );
    const sql = 'SELECT series::UINTEGER, slot::UINTEGER FROM stale';
    const { columns } = await readColumns(keeper, sql, ['uint', 'uint']);
    store.takeDirty(columns[0], columns[1]);
  });
  try {
    if (!store.days.isFinal(day)) await recompute(store, day, from, to);
    await keeper.run('DELETE FROM dirty WHERE (series, slot) IN (FROM stale)');
    await keeper.run('COMMIT');
  } catch (error) {
    await keeper.run('ROLLBACK').catch(() => {});
    store.settleDirty(false);
    throw error;
  }
  store.settleDirty(true);
}

async function recompute(store: Store, day: number, from: number, to: number): Promise<void> {
  const { keeper } = store.hot;
  store.markReplaced([day]);
  const rows = rawRows(
    store,
    undefined,
    { from: from * MINUTE_MS, to: to * MINUTE_MS },
    `(series, (time // ${MINUTE_MS})::INTEGER) IN (FROM stale)`,
  );
  await keeper.run('DELETE FROM minutes WHERE (series, slot) IN (FROM stale)');
  await keeper.run(`INSERT INTO minutes ${minutesFrom(rows)}`);
  const hours = '(SELECT series, slot // 60 FROM stale)';
  const rolledHour = Math.floor(store.rolledTo / 60);
  const minutes = minuteWindows(
    store,
    undefined,
    from,
    Math.min(to, rolledHour * 60),
    `(series, slot // 60) IN ${hours}`,
  );
  await keeper.run(`DELETE FROM hours WHERE slot < ${rolledHour} AND (series, slot) IN ${hours}`);
  await keeper.run(`INSERT INTO hours ${hoursFrom(minutes)}`);
}

/** Notes the batches that came since the last time: one line per source and minute of arrival. */
export async function logBatches(connection: DuckDBConnection): Promise<void> {
  const [state] = await readRows<{ logged: number; last: number | null }>(
    connection,
    'SELECT logged_batch AS logged, (SELECT max(batch) FROM hot) AS last FROM state',
  );
  if (!state || state.last === null || state.last <= state.logged) return;
  await connection.run(
    `INSERT INTO batches SELECT source, ((time + delay) // ${MINUTE_MS})::INTEGER, min(time + delay),
       max(time + delay), count(*)::UINTEGER
     FROM hot WHERE batch > ${state.logged} AND batch <= ${state.last} GROUP BY 1, 2`,
  );
  await connection.run(`UPDATE state SET logged_batch = ${state.last}`);
}
