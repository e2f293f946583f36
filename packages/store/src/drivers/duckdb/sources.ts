import type { TimeSpan } from '../../series.ts';
import { HOUR_MS, MINUTE_MS } from '../reading-rules.ts';
import type { Store } from './store.ts';
import { numbers, parquet } from './tables.ts';
import { hoursFrom, minutesFrom } from './windows.ts';

/** Columns of the hot table that segments keep, in their order. */
export const KEPT_COLUMNS = 'series, time, delay, sequence, quality, number, text, source';

/** Raw rows of some series (of all, if undefined) within a span, from the hot table and the segments. */
export function rawRows(
  store: Store,
  series: readonly number[] | undefined,
  span: TimeSpan,
  also = 'true',
): string {
  const where = `WHERE ${series ? `series IN (${numbers(series)}) AND` : ''}
    time >= ${span.from} AND time < ${span.to} AND ${also}`;
  const hot = `SELECT ${KEPT_COLUMNS} FROM hot ${where}`;
  const files = store.days.files('raw', span);
  if (files.length === 0) return hot;
  const closed = `SELECT ${KEPT_COLUMNS} FROM ${parquet(files)} ${where}`;
  return store.isHot(span) ? `${hot} UNION ALL ${closed}` : closed;
}

const MINUTE_COLUMNS = `series, slot, usable, numbers, unusable, low, high, total, head, tail, usable_from, usable_to,
  silence, text`;

/** Finished one-minute windows with slots in [from, to). A window in the table replaces that of the day's file. */
export function minuteWindows(
  store: Store,
  series: readonly number[] | undefined,
  from: number,
  to: number,
  also = 'true',
): string {
  const where = `WHERE ${series ? `series IN (${numbers(series)}) AND` : ''}
    slot >= ${from} AND slot < ${to} AND ${also}`;
  const table = `SELECT ${MINUTE_COLUMNS} FROM minutes ${where}`;
  const files = store.days.files('minutes', { from: from * MINUTE_MS, to: to * MINUTE_MS });
  if (files.length === 0) return table;
  const replaced = store.hasReplacedMinutes(from, to)
    ? 'AND NOT EXISTS (SELECT 1 FROM minutes AS newer WHERE newer.series = day.series AND newer.slot = day.slot)'
    : '';
  return `${table} UNION ALL SELECT ${MINUTE_COLUMNS} FROM ${parquet(files)} AS day ${where} ${replaced}`;
}

/** One-minute windows of a span that are right now: finished ones, and what is fresh or cut off from raw rows. */
export function currentMinutes(
  store: Store,
  series: readonly number[],
  span: TimeSpan,
  also = 'true',
): string {
  const from = Math.ceil(span.from / MINUTE_MS);
  const to = Math.min(Math.floor(span.to / MINUTE_MS), store.rolledTo);
  if (from >= to) return minutesFrom(rawRows(store, series, span));
  const parts = [
    minuteWindows(
      store,
      series,
      from,
      to,
      store.hasDirty ? `${also} AND (series, slot) NOT IN (FROM dirty)` : also,
    ),
  ];
  const rest: string[] = [];
  if (span.from < from * MINUTE_MS) {
    rest.push(rawRows(store, series, { from: span.from, to: from * MINUTE_MS }));
  }
  if (to * MINUTE_MS < span.to) rest.push(rawRows(store, series, { from: to * MINUTE_MS, to: span.to }));
  const dirtyFrom = Math.max(from, store.dirtySlots.from);
  const dirtyTo = Math.min(to, store.dirtySlots.to);
  if (store.hasDirty && dirtyFrom < dirtyTo) {
    const dirty = `(series, (time // ${MINUTE_MS})::INTEGER) IN (FROM dirty)`;
    rest.push(rawRows(store, series, { from: dirtyFrom * MINUTE_MS, to: dirtyTo * MINUTE_MS }, dirty));
  }
  if (rest.length > 0) parts.push(minutesFrom(rest.join(' UNION ALL ')));
  return parts.map((part) => `(${part})`).join(' UNION ALL ');
}

/** As `currentMinutes`, one hour wide. */
export function currentHours(store: Store, series: readonly number[], span: TimeSpan): string {
  const from = Math.ceil(span.from / HOUR_MS);
  const to = Math.min(Math.floor(span.to / HOUR_MS), Math.floor(store.rolledTo / 60));
  if (from >= to) return hoursFrom(currentMinutes(store, series, span));
  const dirtyHour = '(series, slot) IN (SELECT series, slot // 60 FROM dirty)';
  const parts = [
    `SELECT * FROM hours WHERE series IN (${numbers(series)}) AND slot >= ${from} AND slot < ${to}
     ${store.hasDirty ? `AND NOT (${dirtyHour})` : ''}`,
  ];
  const rest: string[] = [];
  if (span.from < from * HOUR_MS) {
    rest.push(currentMinutes(store, series, { from: span.from, to: from * HOUR_MS }));
  }
  if (to * HOUR_MS < span.to) rest.push(currentMinutes(store, series, { from: to * HOUR_MS, to: span.to }));
  const dirtyFrom = Math.max(from, Math.floor(store.dirtySlots.from / 60));
  const dirtyTo = Math.min(to, Math.ceil(store.dirtySlots.to / 60));
  if (store.hasDirty && dirtyFrom < dirtyTo) {
    const inDirtyHours = '(series, slot // 60) IN (SELECT series, slot // 60 FROM dirty)';
    const hours = { from: dirtyFrom * HOUR_MS, to: dirtyTo * HOUR_MS };
    rest.push(currentMinutes(store, series, hours, inDirtyHours));
  }
  if (rest.length > 0) parts.push(hoursFrom(rest.map((part) => `(${part})`).join(' UNION ALL ')));
  return parts.map((part) => `(${part})`).join(' UNION ALL ');
}
