import { DAY_MS } from '../reading-rules.ts';
import { writeDayFile } from './close-days.ts';
import { type Day, dayFileName } from './manifest.ts';
import { rawRows } from './sources.ts';
import type { Store } from './store.ts';
import { minutesFrom } from './windows.ts';

/** Computes the one-minute aggregates of closed days that lost their file anew from the raw readings. */
export async function restoreMinutes(store: Store, now: number): Promise<void> {
  for (const { day, raw, minutes, final } of store.days.all) {
    if (!raw || minutes || final) continue;
    await store.days.checkDay('raw', day, now);
    const known = store.days.get(day);
    if (known?.raw) await restoreDay(store, known);
  }
}

async function restoreDay(store: Store, day: Day): Promise<void> {
  const span = { from: day.day * DAY_MS, to: (day.day + 1) * DAY_MS };
  const generation = day.generation + 1;
  const file = await writeDayFile(
    store,
    `SELECT * FROM (${minutesFrom(rawRows(store, undefined, span))}) ORDER BY series, slot`,
    dayFileName(day.day, generation, 'minutes'),
    { throughBatch: day.throughBatch, sources: store.sources },
  );
  const restored: Day = { ...day, generation, minutes: file };
  await store.days.save(store.sources, [restored]);
  await store.passage.change(async () => store.days.accept(restored));
}
