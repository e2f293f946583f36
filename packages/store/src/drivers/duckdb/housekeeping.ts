import { copyFile, link } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { SeriesStats, SetAside } from '../../series.ts';
import { DAY_MS } from '../reading-rules.ts';
import { checkpoint } from './checkpoint.ts';
import { deleteMinutes, saveNewest, swapIn, writeDay } from './close-days.ts';
import { makeFolder, sizeOf } from './durable-files.ts';
import { loadHotDays } from './load.ts';
import { type Day, MANIFEST } from './manifest.ts';
import { HOT_FILE } from './open-hot.ts';
import { logBatches, rollUp } from './roll-up.ts';
import type { Store } from './store.ts';
import { numbers } from './tables.ts';

/** Days whose sizes make the forecast. */
const FORECAST_DAYS = 7;

/** Deletes the segments of days that ended before `before`; one-minute and one-hour aggregates stay. */
export async function retain(store: Store, before: number): Promise<{ deletedDays: number }> {
  const old = store.days.all.filter(({ day, raw }) => raw && (day + 1) * DAY_MS <= before);
  for (const day of old) {
    const { raw: _, ...rest } = day;
    const kept: Day = { ...rest, final: true };
    await store.days.save(store.sources, [kept]);
    await store.passage.change(async () => store.days.accept(kept));
    await store.days.removeFiles(day, kept);
  }
  if (old.length > 0) {
    await store.hot.keeper.run(`DELETE FROM batches WHERE received_to < ${before - DAY_MS}`);
  }
  return { deletedDays: old.length };
}

/** Removes all readings and aggregates of some series. */
export async function forget(store: Store, series: readonly number[], now: number): Promise<void> {
  if (series.length === 0) return;
  await rollUp(store, now);
  const list = numbers(series);
  await store.writing.take(async () => {
    store.newest.forget(series);
    await store.hot.keep(async (connection) => {
      await logBatches(connection);
      for (const table of ['hot', 'minutes', 'hours', 'dirty']) {
        await connection.run(`DELETE FROM ${table} WHERE series IN (${list})`);
      }
      await saveNewest(store, connection);
    });
    store.forgetDirty(series);
    await loadHotDays(store);
  });
  for (const { day } of store.days.all) {
    await store.days.checkDay('raw', day, now);
    await store.days.checkDay('minutes', day, now);
    const through = store.days.get(day)?.throughBatch ?? 0;
    const written = await writeDay(store, day, { through, without: list });
    await swapIn(store, written, (connection) => deleteMinutes(connection, day));
    store.unmarkReplaced(day);
  }
}

/** Compares every file of every closed day with its hash. */
export async function verify(
  store: Store,
  now: number,
): Promise<{ checked: number; damaged: readonly SetAside[] }> {
  const damaged: SetAside[] = [];
  const days = store.days.all;
  for (const { day } of days) {
    for (const kind of ['raw', 'minutes'] as const) {
      const found = await store.days.checkDay(kind, day, now, true);
      if (found) damaged.push(found);
    }
  }
  return { checked: days.length, damaged };
}

/** Copies a consistent state into `folder`: closed files as links where the disk allows, the hot file as a copy. */
export async function snapshot(store: Store, folder: string): Promise<void> {
  const root = store.settings.folder;
  await makeFolder(folder);
  for (const day of store.days.all) {
    for (const file of [day.raw, day.minutes]) {
      if (!file) continue;
      const target = join(folder, file.file);
      await makeFolder(folder, ...relative(folder, dirname(target)).split(/[\\/]/));
      const path = store.days.path(file);
      await link(path, target).catch(() => copyFile(path, target));
    }
  }
  await store.days.save(store.sources);
  await copyFile(join(root, MANIFEST), join(folder, MANIFEST));
  // No append goes on while the hot file alone, without its log, holds everything.
  await store.writing.take(async () => {
    await store.passage.change(() => checkpoint(store));
    await copyFile(join(root, HOT_FILE), join(folder, HOT_FILE));
  });
}

export async function stats(store: Store): Promise<SeriesStats> {
  const days = store.days.all;
  const root = store.settings.folder;
  const bytesOf = (day: Day) => (day.raw?.bytes ?? 0) + (day.minutes?.bytes ?? 0);
  const recent = days.slice(-FORECAST_DAYS).map(bytesOf);
  const hotBytes =
    ((await sizeOf(join(root, HOT_FILE))) ?? 0) + ((await sizeOf(join(root, `${HOT_FILE}.wal`))) ?? 0);
  return {
    readings: store.hotReadings + days.reduce((sum, { raw }) => sum + (raw?.readings ?? 0), 0),
    days: days.filter(({ raw }) => raw).length,
    series: store.newest.size,
    bytes: hotBytes + days.reduce((sum, day) => sum + bytesOf(day), 0),
    freeBytes: store.room.freeBytes,
    bytesPerDay: recent.length === 0 ? undefined : recent.reduce((sum, n) => sum + n, 0) / recent.length,
    paused: store.room.paused || store.broken !== undefined || store.isUnproven,
    setAside: store.setAside.all,
  };
}
