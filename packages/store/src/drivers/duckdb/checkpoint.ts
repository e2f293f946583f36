import { join } from 'node:path';
import { MusubiError, reasonOf } from '@musubi/base';
import { saysDiskFull } from './disk-room.ts';
import { sizeOf } from './durable-files.ts';
import { HOT_FILE } from './open-hot.ts';
import type { Store } from './store.ts';

/** Bytes of the log beside the hot file. */
export async function logBytes(store: Store): Promise<number> {
  return (await sizeOf(join(store.settings.folder, `${HOT_FILE}.wal`))) ?? 0;
}

/**
 * Folds the log into the hot file. Not tried without room for it: a checkpoint that fails makes the engine refuse
 * everything until it is opened again. Call it in a writing turn.
 */
export async function checkpoint(store: Store): Promise<void> {
  if (store.room.freeBytes < (await logBytes(store))) {
    throw new MusubiError('us', 'store.disk-full', 'no room for a checkpoint');
  }
  try {
    await store.hot.writer.run('CHECKPOINT');
    store.isUnproven = false;
  } catch (error) {
    throw await failureOf(store, error);
  }
}

/** What a failed write means: nothing is known of the hot file until it was opened anew. */
export async function failureOf(store: Store, error: unknown): Promise<MusubiError> {
  if (error instanceof MusubiError) return error;
  const reason = reasonOf(error);
  store.broken ??= reason;
  if (!saysDiskFull(error)) return new MusubiError('us', 'store.failed', reason, { details: { reason } });
  await store.room.pause(reason);
  return new MusubiError('us', 'store.disk-full', reason);
}
