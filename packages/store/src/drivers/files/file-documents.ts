import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MusubiError, newSecret } from '@musubi/base';
import type { DocumentStore } from '../../documents.ts';

const ADDRESS = /^[0-9a-f]{64}$/;
const ARRIVING = 'arriving';

/** Documents as plain files `<first two letters>/<sha256>`; a file appears under its address only when it is whole. */
export async function openFileDocuments(options: { folder: string }): Promise<DocumentStore> {
  const { folder } = options;
  const arriving = join(folder, ARRIVING);
  // What did not finish arriving was never acknowledged.
  await rm(arriving, { recursive: true, force: true });
  await mkdir(arriving, { recursive: true, mode: 0o700 });
  return {
    put: (content) => put(folder, content),
    async get(address) {
      const file = placeOf(folder, address);
      return file && (await exists(file)) ? verified(file, address) : undefined;
    },
    async has(address) {
      const file = placeOf(folder, address);
      return file !== undefined && exists(file);
    },
    async remove(address) {
      const file = placeOf(folder, address);
      if (!file || !(await exists(file))) return;
      await rm(file, { force: true });
      await syncFolder(join(file, '..'));
    },
    snapshot: (target) => copyAll(folder, target),
    async [Symbol.asyncDispose]() {},
  };
}

/** Undefined for whatever is no address, so that no path is ever built from foreign text. */
function placeOf(folder: string, address: string): string | undefined {
  return ADDRESS.test(address) ? join(folder, address.slice(0, 2), address) : undefined;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function put(folder: string, content: AsyncIterable<Uint8Array>) {
  const temporary = join(folder, ARRIVING, newSecret(12));
  try {
    const { address, bytes } = await writeSynced(temporary, content);
    const shelf = join(folder, address.slice(0, 2));
    if ((await mkdir(shelf, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(folder);
    await rename(temporary, join(shelf, address));
    await syncFolder(shelf);
    return { sha256: address, bytes };
  } catch (error) {
    await rm(temporary, { force: true });
    throw storeError(error);
  }
}

async function writeSynced(file: string, content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let bytes = 0;
  await using handle = await open(file, 'wx', 0o600);
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
    await handle.writeFile(chunk);
  }
  await handle.sync();
  return { address: hash.digest('hex'), bytes };
}

/** A rename is durable only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  // Windows can't open folders and needs no such sync.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

/** A full disk gets its name; what the sender did wrong stays the sender's. */
function storeError(error: unknown): unknown {
  const isFull = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOSPC';
  return isFull
    ? new MusubiError('us', 'store.disk-full', 'no room for a document', { cause: error })
    : error;
}

async function* verified(file: string, address: string): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') === address) return;
  throw new MusubiError('us', 'document.damaged', `${address} no longer holds its content`, {
    details: { sha256: address },
  });
}

async function copyAll(folder: string, target: string): Promise<void> {
  for (const shelf of await readdir(folder)) {
    if (shelf.length !== 2) continue;
    await mkdir(join(target, shelf), { recursive: true, mode: 0o700 });
    for (const name of await readdir(join(folder, shelf))) {
      await copyOne(join(folder, shelf, name), join(target, shelf, name));
    }
  }
}

/** Files never change, so a second name of the same file is a copy; another disk gets a real one. */
async function copyOne(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}
