import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MusubiError, reasonOf } from '@musubi/base';
import { unpack } from './archive.ts';
import type { Manifest } from './manifest.ts';
import { keepRecoveryKey, readRecoveryKey } from './recovery-key.ts';
import { unsealed } from './sealed-stream.ts';

export interface RestoreWish {
  /** The backup, `<id>.musubi-backup`. */
  file: string;
  /** The recovery key as printed or typed. */
  key: string;
  /** The data folder to be; missing or empty. */
  into: string;
  /** Told how much is read, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/**
 * Brings a backup back as a data folder: all of it or nothing, and only if every byte is authentic. Refused with
 * `restore.folder-not-empty`, `restore.mistyped-key`, `restore.wrong-key`, `restore.damaged`, `restore.truncated`,
 * `restore.not-a-backup`, `restore.too-new`, `restore.file-missing` or `restore.cannot-write`.
 */
export async function restoreBackup(wish: RestoreWish): Promise<Manifest> {
  const { into, key } = wish;
  await checkEmpty(into);
  const arriving = `${into.replace(/[\\/]+$/, '')}.restoring`;
  await rm(arriving, { recursive: true, force: true });
  try {
    const manifest = await unpackBackup({ ...wish, into: arriving });
    // The next backups need no other sheet of paper.
    await keepRecoveryKey(join(arriving, 'keys'), key);
    await rmdir(into).catch(() => undefined);
    await rename(arriving, into);
    return manifest;
  } catch (error) {
    await rm(arriving, { recursive: true, force: true });
    throw error;
  }
}

/** Decrypts, unpacks and checks a backup into the folder `into`, which it makes. */
export async function unpackBackup({ file, key, into, onProgress }: RestoreWish): Promise<Manifest> {
  const secret = readRecoveryKey(key);
  const { size } = await statOf(file);
  await mkdir(into, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new MusubiError('us', 'restore.cannot-write', reasonOf(error), { cause: error });
  });
  return unpack(unsealed(counted(createReadStream(file), size, onProgress), secret), into);
}

async function statOf(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    throw new MusubiError('caller', 'restore.file-missing', reasonOf(error), { details: { file } });
  }
}

async function* counted(
  stream: AsyncIterable<Uint8Array>,
  total: number,
  onProgress: RestoreWish['onProgress'],
): AsyncIterable<Uint8Array> {
  let read = 0;
  for await (const chunk of stream) {
    read += chunk.length;
    onProgress?.(read / total);
    yield chunk;
  }
}

async function checkEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return;
  throw new MusubiError('caller', 'restore.folder-not-empty', `${folder} holds files`, {
    details: { folder },
  });
}
