import { join } from 'node:path';
import { reasonOf } from '@musubi/base';
import { Days } from './days.ts';
import { DiskRoom } from './disk-room.ts';
import { makeFolder, sizeOf } from './durable-files.ts';
import type { HotFile } from './hot-file.ts';
import { load } from './load.ts';
import { listDayFiles, MANIFEST, type Manifest, readManifest, rebuildManifest } from './manifest.ts';
import type { FromWorker, WorkerSettings } from './messages.ts';
import { HOT_FILE, isHindered, openHot } from './open-hot.ts';
import { restoreMinutes } from './restore-minutes.ts';
import { salvage } from './salvage.ts';
import { SetAsideFolder } from './set-aside.ts';
import { Store } from './store.ts';

/** Opens the store of a folder in every state of the disk; what can't be read is set aside and told. */
export async function openStore(
  settings: WorkerSettings,
  tell: (message: FromWorker) => void,
): Promise<Store> {
  const { folder, now } = settings;
  await makeFolder(folder);
  const setAside = await SetAsideFolder.open(folder, (found) => tell({ kind: 'set-aside', setAside: found }));
  const room = new DiskRoom(folder, settings.ballastBytes, (paused, reason) =>
    tell({ kind: 'paused', paused, reason }),
  );
  const { hot } = await openHot({ settings, setAside, room, now });
  const manifest = await findManifest(folder, hot, setAside, now);
  const days = new Days(folder, setAside, manifest.days);
  const store = new Store(settings, tell, setAside, room, hot, days);
  await missMissing(store);
  await loadOrReplace(store, manifest, now);
  await store.days.save(store.sources);
  await store.days.sweep();
  // Without room for them they stay missing until the next opening; reading goes on from raw readings and hours.
  await restoreMinutes(store, now).catch(() => {});
  await room.prepare();
  return store;
}

/** A hot file that opens but can't be read through is replaced by what can be saved of it. */
async function loadOrReplace(store: Store, manifest: Manifest, now: number): Promise<void> {
  try {
    await load(store, manifest.sources, now);
  } catch (error) {
    if (isHindered(reasonOf(error))) throw error;
    store.broken = reasonOf(error);
    store.isHotDamaged = true;
    await reopen(store, now);
  }
}

/**
 * Opens the hot file again after a failed write. What it gives can be read, but nothing is acknowledged before a
 * checkpoint has written all of it again: what a failed sync left in the cache must not be taken for stored.
 */
export async function reopen(store: Store, now: number): Promise<void> {
  const { settings, setAside, room } = store;
  store.hot.close();
  const path = join(settings.folder, HOT_FILE);
  const isReplaced = store.isHotDamaged;
  if (isReplaced) {
    if ((await sizeOf(`${path}.wal`)) !== undefined)
      await setAside.add(`${path}.wal`, 'its file is damaged', now);
    await setAside.add(path, store.broken ?? 'a block is damaged', now);
  }
  const { hot } = await openHot({ settings, setAside, room, now, isReplaced });
  if (isReplaced) await salvage(hot, setAside.placeOf(path, now));
  store.isHotDamaged = false;
  store.hot = hot;
  const manifest = await findManifest(settings.folder, hot, setAside, now);
  store.days = new Days(settings.folder, setAside, manifest.days);
  await load(store, manifest.sources, now);
  store.isUnproven = true;
  store.broken = undefined;
}

async function findManifest(
  folder: string,
  hot: HotFile,
  setAside: SetAsideFolder,
  now: number,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (manifest !== 'absent' && manifest !== 'damaged') return manifest;
  const hasDays = (await listDayFiles(folder)).length > 0;
  if (manifest === 'damaged' || hasDays) {
    await setAside.add(
      join(folder, MANIFEST),
      `the list of days was ${manifest}; made anew from the files`,
      now,
    );
  }
  return rebuildManifest(folder, hot.keeper, (file, reason) => setAside.add(file, reason, now));
}

/** Names files that are gone or cut short, without reading the others. */
async function missMissing({ days, settings }: Store): Promise<void> {
  for (const { day, raw, minutes } of days.all) {
    for (const [kind, file] of [
      ['raw', raw],
      ['minutes', minutes],
    ] as const) {
      if (!file) continue;
      const size = await sizeOf(days.path(file));
      if (size === file.bytes) continue;
      const reason = size === undefined ? 'the file is missing' : `${size} bytes instead of ${file.bytes}`;
      await days.drop(kind, day, reason, settings.now);
    }
  }
}
