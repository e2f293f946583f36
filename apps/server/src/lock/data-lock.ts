import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MusubiError } from '@musubi/base';
import { z } from 'zod';

/** Who runs on a data folder; readable by its owner alone, for `key` acts as administrator from this computer. */
export const runningRecord = z.object({
  pid: z.number().int(),
  address: z.string(),
  startedAt: z.number(),
  key: z.string(),
  /** The certificate authority to trust, PEM. */
  authority: z.string(),
});
export type RunningRecord = z.output<typeof runningRecord>;

/** The folder is ours until `release`, or until this process ends in whatever way. */
export interface DataLock {
  /** Says who runs here, for a second start and for the command line. */
  announce(running: RunningRecord): void;
  release(): void;
}

/**
 * Locks the data folder. The lock is the operating system's, held through SQLite's exclusive transaction, so that
 * it is free again after `kill -9` or a power cut; no stale file can keep us out.
 */
export function lockData(folder: string): DataLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    const other = readRunning(folder);
    throw new MusubiError('caller', 'server.runs-already', `another Musubi runs on ${folder}`, {
      cause,
      details: { folder, pid: other?.pid ?? 0, address: other?.address ?? '?' },
    });
  }
  return {
    announce: (running) => writeFileSync(fileOf(folder), JSON.stringify(running), { mode: 0o600 }),
    release: () => {
      rmSync(fileOf(folder), { force: true });
      lock.close();
    },
  };
}

/** Who runs on the folder, or ran last if it was not ended properly. */
export function readRunning(folder: string): RunningRecord | undefined {
  try {
    return runningRecord.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

/** True while some process holds the lock. */
export function isLocked(folder: string): boolean {
  try {
    lockData(folder).release();
    return false;
  } catch {
    return true;
  }
}

function fileOf(folder: string): string {
  return join(folder, 'running.json');
}
