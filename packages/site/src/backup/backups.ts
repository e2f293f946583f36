import { mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, isMusubiError, type Log, MusubiError, newCode, reasonOf } from '@musubi/base';
import type { AuditDraft } from '@musubi/schema';
import type { BackupInfo } from '@musubi/schema/api';
import type { DocumentStore, RecordStore, SeriesKeeper } from '@musubi/store';
import { verifyLog } from '../audit/verify-log.ts';
import { packed, sizeOf } from './archive.ts';
import { type BackupShelf, openBackupShelf, removeHalves } from './backup-shelf.ts';
import { copyState } from './copy-state.ts';
import type { ManifestFacts } from './manifest.ts';
import { openRecoveryKey, readRecoveryKey } from './recovery-key.ts';
import { sealed } from './sealed-stream.ts';
import { type OpenScratch, verifyBackup } from './verify-backup.ts';

export interface BackupsOptions {
  records: RecordStore;
  series: SeriesKeeper;
  documents: DocumentStore;
  clock: Clock;
  log: Log;
  /** `scratch` is best on the same disk as the data: files that never change are then linked, not copied. */
  folders: { keys: string; backups: string; scratch: string };
  openScratch: OpenScratch;
  /** How many good backups stay. */
  keep?: number;
}

/** Backups of this installation, one at a time. */
export interface Backups {
  readonly folder: string;
  /** Begins one and answers its id; `backup.already-running` while another is made. `line` goes into the audit log. */
  start(line: (id: string) => AuditDraft): Promise<string>;
  /** Resolves when the one that runs, if any, is good or has failed. */
  settled(): Promise<BackupInfo | undefined>;
  /** Newest first, the running one among them. */
  list(): Promise<BackupInfo[]>;
  /** To be printed: without it no backup can be restored. */
  recoveryKey(): Promise<string>;
}

/** How far each step leads; the sizes of the last two are known. */
const WRITING_FROM = 0.2;
const VERIFYING_FROM = 0.6;
const USUALLY_KEPT = 7;

export async function openBackups(options: BackupsOptions): Promise<Backups> {
  const { folders, clock } = options;
  // Made at the first start, so that the key sheet can be printed on the first day.
  await openRecoveryKey(folders.keys, clock.now());
  await clearScratch(options);
  await removeHalves(folders.backups);
  let shelf: BackupShelf | undefined;
  let running: { info: BackupInfo; settled: Promise<BackupInfo> } | undefined;
  return {
    folder: folders.backups,
    async start(line) {
      if (running) throw new MusubiError('caller', 'backup.already-running', 'a backup is being made');
      const info: BackupInfo = { id: newBackupId(clock), startedAt: clock.now(), bytes: 0, state: 'running' };
      const made = Promise.withResolvers<BackupInfo>();
      running = { info, settled: made.promise };
      try {
        await options.records.writeAudited([], line(info.id));
      } catch (error) {
        running = undefined;
        throw error;
      }
      makeBackup(options, info).then((done) => {
        running = undefined;
        made.resolve(done);
      });
      return info.id;
    },
    settled: async () => running?.settled,
    async list() {
      shelf ??= await reachShelf(folders.backups).catch(() => undefined);
      const kept = (await shelf?.list()) ?? [];
      return running ? [{ ...running.info }, ...kept.filter(({ id }) => id !== running?.info.id)] : kept;
    },
    recoveryKey: () => openRecoveryKey(folders.keys, clock.now()),
  };
}

function newBackupId(clock: Clock): string {
  const moment = new Date(clock.now()).toISOString().replace(/[-:]|\..*/g, '');
  return `${moment}-${newCode(4)}`;
}

/** Our own corner of the scratch folder. */
const cornerOf = ({ folders }: BackupsOptions) => join(folders.scratch, 'backup');

/** Whatever lies there is left over from a backup that is done or was interrupted. */
async function clearScratch(options: BackupsOptions): Promise<void> {
  await mkdir(options.folders.scratch, { recursive: true, mode: 0o700 });
  await rm(cornerOf(options), { recursive: true, force: true });
}

async function reachShelf(folder: string): Promise<BackupShelf> {
  try {
    return await openBackupShelf(folder);
  } catch (error) {
    throw new MusubiError('us', 'backup.folder-missing', reasonOf(error), {
      details: { folder },
      cause: error,
    });
  }
}

/** Never rejects: the outcome is in the info, the shelf and the audit log. */
async function makeBackup(options: BackupsOptions, info: BackupInfo): Promise<BackupInfo> {
  const { folders, log, clock } = options;
  let shelf: BackupShelf | undefined;
  try {
    shelf = await reachShelf(folders.backups);
    await checkRoom(options);
    await writeBackup(options, shelf, info);
    finish(info, { state: 'good', finishedAt: clock.now() });
    await shelf.accept(info);
    await shelf.prune(options.keep ?? USUALLY_KEPT);
  } catch (error) {
    log.error('backup failed', { id: info.id, reason: reasonOf(error) });
    finish(info, { state: 'failed', finishedAt: clock.now(), problem: problemOf(error) });
    await shelf?.reject(info).catch((second: unknown) => {
      log.error('failed backup not noted', { reason: reasonOf(second) });
    });
  }
  await clearScratch(options).catch(() => undefined);
  await tellAudit(options, info);
  return { ...info };
}

function finish(info: BackupInfo, outcome: Partial<BackupInfo>): void {
  delete info.step;
  delete info.fraction;
  Object.assign(info, outcome);
}

async function writeBackup(options: BackupsOptions, shelf: BackupShelf, info: BackupInfo): Promise<void> {
  const { records, series, folders } = options;
  const key = await openRecoveryKey(folders.keys, options.clock.now());
  const stats = await series.stats();
  const audit = await records.head();
  const known = {
    setAside: stats.setAside.length + records.setAside.length,
    auditIntact: (await verifyLog(records)).intact,
  };
  const facts: ManifestFacts = { id: info.id, createdAt: info.startedAt, readings: stats.readings, audit };
  const copy = join(cornerOf(options), 'copy');
  Object.assign(info, { step: 'copying', fraction: 0 });
  await copyState({ ...options, keys: folders.keys }, copy);
  Object.assign(info, { step: 'writing', fraction: WRITING_FROM });
  const file = shelf.partialFile(info.id);
  await writeSealed(file, copy, facts, readRecoveryKey(key), info);
  await rm(copy, { recursive: true, force: true });
  Object.assign(info, { step: 'verifying', state: 'verifying', fraction: VERIFYING_FROM });
  const onProgress = (fraction: number) => {
    info.fraction = VERIFYING_FROM + (1 - VERIFYING_FROM) * fraction;
  };
  const wish = { file, key, into: join(cornerOf(options), 'restored'), onProgress };
  info.readings = (await verifyBackup(wish, options.openScratch, known)).readings;
}

async function writeSealed(
  file: string,
  folder: string,
  facts: ManifestFacts,
  secret: Uint8Array,
  info: BackupInfo,
): Promise<void> {
  const total = await sizeOf(folder);
  await using handle = await open(file, 'wx', 0o600);
  for await (const chunk of sealed(packed(folder, facts), secret)) {
    await handle.writeFile(chunk);
    info.bytes += chunk.length;
    info.fraction = Math.min(
      VERIFYING_FROM,
      WRITING_FROM + ((VERIFYING_FROM - WRITING_FROM) * info.bytes) / Math.max(1, total),
    );
  }
  await handle.sync();
}

/** One copy on the backup's disk and one restored beside the data; known before an hour is spent on it. */
async function checkRoom({ series, folders }: BackupsOptions): Promise<void> {
  const { bytes } = await series.stats();
  const isOneDisk = (await stat(folders.backups)).dev === (await stat(folders.scratch)).dev;
  for (const folder of [folders.backups, folders.scratch]) {
    const { bavail, bsize } = await statfs(folder);
    const needed = bytes * (isOneDisk ? 2.2 : 1.1);
    if (bavail * bsize >= needed) continue;
    const details = { folder, neededMegabytes: Math.ceil(needed / 1_048_576) };
    throw new MusubiError('us', 'backup.no-room', `${folder} has too little room`, { details });
  }
}

function problemOf(error: unknown): string {
  if (isMusubiError(error)) return error.code;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' ? 'backup.no-room' : 'backup.failed';
}

async function tellAudit({ records, log }: BackupsOptions, info: BackupInfo): Promise<void> {
  const isGood = info.state === 'good';
  try {
    await records.writeAudited([], {
      actor: 'system',
      actorName: 'Musubi',
      act: isGood ? 'backup.verified' : 'backup.failed',
      target: info.id,
      result: isGood ? 'done' : 'failed',
      details: { bytes: info.bytes, problem: info.problem ?? null },
    });
  } catch (error) {
    log.error('outcome of the backup not in the audit log', { reason: reasonOf(error) });
  }
}
