import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupInfo, backupInfo } from '@musubi/schema/api';

const ENDING = '.musubi-backup';
const PARTIAL = '.partial';
const MOST_FAILED = 5;

/** The folder of backups: `<id>.musubi-backup` with `<id>.json` beside it, which says that it was verified. */
export interface BackupShelf {
  readonly folder: string;
  /** Where a backup is written until it is good. */
  partialFile(id: string): string;
  /** Gives the verified file its name, then notes it. */
  accept(info: BackupInfo): Promise<void>;
  /** Removes what was written, notes why. Older backups stay. */
  reject(info: BackupInfo): Promise<void>;
  /** Newest first. */
  list(): Promise<BackupInfo[]>;
  /** Removes all good backups but the newest `keep`. */
  prune(keep: number): Promise<void>;
}

/** Removes halves of backups that were interrupted; only while none is being made. */
export async function removeHalves(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.endsWith(ENDING + PARTIAL)) await rm(join(folder, name), { force: true });
  }
}

export async function openBackupShelf(folder: string): Promise<BackupShelf> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = (id: string) => join(folder, id + ENDING);
  const note = (info: BackupInfo) =>
    writeFile(join(folder, `${info.id}.json`), JSON.stringify(info), { mode: 0o600 });
  const removeBoth = async (id: string) => {
    await rm(join(folder, `${id}.json`), { force: true });
    await rm(file(id), { force: true });
  };
  const list = () => listNotes(folder);
  const ofState = async (state: BackupInfo['state']) => (await list()).filter((info) => info.state === state);
  return {
    folder,
    partialFile: (id) => file(id) + PARTIAL,
    async accept(info) {
      await rename(file(info.id) + PARTIAL, file(info.id));
      await note(info);
    },
    async reject(info) {
      await rm(file(info.id) + PARTIAL, { force: true });
      await note(info);
      for (const { id } of (await ofState('failed')).slice(MOST_FAILED)) await removeBoth(id);
    },
    list,
    async prune(keep) {
      for (const { id } of (await ofState('good')).slice(keep)) await removeBoth(id);
    },
  };
}

async function listNotes(folder: string): Promise<BackupInfo[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  const notes = names.filter((name) => name.endsWith('.json'));
  const infos = await Promise.all(
    notes.map(async (name) => {
      const info = await readNote(join(folder, name));
      const isGone = info?.state === 'good' && !names.includes(info.id + ENDING);
      return isGone ? { ...info, state: 'failed' as const, problem: 'backup.file-gone' } : info;
    }),
  );
  return infos.filter((info) => info !== undefined).sort((a, b) => b.startedAt - a.startedAt);
}

async function readNote(file: string): Promise<BackupInfo | undefined> {
  try {
    return backupInfo.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Not a note of ours, or torn: the backup beside it can still be restored by hand.
    return undefined;
  }
}
