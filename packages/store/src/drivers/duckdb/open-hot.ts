import { join } from 'node:path';
import { MusubiError, reasonOf } from '@musubi/base';
import type { SetAside } from '../../series.ts';
import { CommitMark } from './commit-mark.ts';
import { type DiskRoom, saysDiskFull } from './disk-room.ts';
import { sizeOf } from './durable-files.ts';
import { HotFile } from './hot-file.ts';
import type { WorkerSettings } from './messages.ts';
import type { SetAsideFolder } from './set-aside.ts';

export const HOT_FILE = 'hot.duckdb';

/** Further tries with more memory: replaying a long log can need more than writing it did. */
const MEMORY_STEPS = [1, 4, 16];

interface Effects {
  settings: WorkerSettings;
  setAside: SetAsideFolder;
  room: DiskRoom;
  now: number;
  /** The file was just set aside: its absence is no news. */
  isReplaced?: boolean;
}

/**
 * Opens the hot file in whatever state it is. A damaged log is set aside first, then the file itself; a new one takes
 * its place. What only hinders the opening (no right, held by another, no room) is never taken for damage.
 */
export async function openHot(effects: Effects): Promise<{ hot: HotFile; setAside: SetAside[] }> {
  const path = join(effects.settings.folder, HOT_FILE);
  const setAside: SetAside[] = [];
  if (
    !effects.isReplaced &&
    (await sizeOf(path)) === undefined &&
    CommitMark.read(effects.settings.folder) > 0
  ) {
    const log = `${path}.wal`;
    setAside.push(await effects.setAside.name(path, 'the file is missing', effects.now));
    if ((await sizeOf(log)) !== undefined) {
      setAside.push(await effects.setAside.add(log, 'its hot file is missing', effects.now));
    }
  }
  for (let tries = 0; ; tries++) {
    try {
      return { hot: await openWithMemory(path, effects), setAside };
    } catch (error) {
      const reason = reasonOf(error);
      if (saysDiskFull(error) && !effects.room.paused) {
        await effects.room.pause(reason);
        continue;
      }
      if (tries >= 4 || isHindered(reason) || !(await opensAtAll(effects.settings))) {
        throw new MusubiError('us', 'store.failed', reason, { details: { reason } });
      }
      for (const file of await damagedBy(path, reason)) {
        setAside.push(await effects.setAside.add(file, reason, effects.now));
      }
    }
  }
}

async function openWithMemory(path: string, { settings }: Effects): Promise<HotFile> {
  for (const [i, step] of MEMORY_STEPS.entries()) {
    const memoryLimitMb = settings.memoryLimitMb * step;
    try {
      const hot = await HotFile.open(path, { threads: settings.threads, memoryLimitMb });
      if (step === 1) return hot;
      // The log is folded in with the memory it needs, then the usual limit holds again.
      await hot.writer.run('CHECKPOINT');
      await hot.writer.run(`SET memory_limit = '${settings.memoryLimitMb}MB'`);
      return hot;
    } catch (error) {
      if (i === MEMORY_STEPS.length - 1 || !/out of memory|failed to (allocate|pin)/i.test(reasonOf(error))) {
        throw error;
      }
    }
  }
  throw new MusubiError('us', 'bug', 'unreachable');
}

/** False if the engine itself can't start here, which no file is to blame for. */
async function opensAtAll({ threads, memoryLimitMb }: WorkerSettings): Promise<boolean> {
  try {
    (await HotFile.open(':memory:', { threads, memoryLimitMb })).close();
    return true;
  } catch {
    return false;
  }
}

/** True for errors that come from around the file, not from what is in it. */
export function isHindered(reason: string): boolean {
  return (
    saysDiskFull(reason) ||
    /could not set lock|conflicting lock|permission denied|too many open files|read-only file system|out of memory/i.test(
      reason,
    )
  );
}

/** The log alone if it is to blame and there is one, else both. */
async function damagedBy(path: string, reason: string): Promise<string[]> {
  const log = `${path}.wal`;
  const hasLog = (await sizeOf(log)) !== undefined;
  if (hasLog && /\bWAL\b|\.wal\b|write-ahead|replay/i.test(reason)) return [log];
  return hasLog ? [path, log] : [path];
}
