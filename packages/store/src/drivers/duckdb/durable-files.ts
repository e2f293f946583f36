import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes what is cached of a file or folder to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts a finished file in its place: after this, either the old or the whole new one survives a power cut. */
export async function moveIntoPlace(temporary: string, file: string): Promise<void> {
  await syncPath(temporary);
  await rename(temporary, file);
  await syncPath(dirname(file));
}

/** Replaces `file` by `content` in one step. */
export async function writeDurably(file: string, content: string): Promise<void> {
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
  await moveIntoPlace(temporary, file);
}

/** SHA-256 of a file of any size, in lower-case hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(part);
  return hash.digest('hex');
}

/** Size in bytes, or undefined if there is no such file. */
export async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch {
    return undefined;
  }
}

/** `folder` with its parents, each durable, so that a file in it is not lost with its folder. */
export async function makeFolder(root: string, ...names: string[]): Promise<string> {
  let folder = root;
  await mkdir(root, { recursive: true });
  for (const name of names) {
    const parent = folder;
    folder = join(folder, name);
    if ((await sizeOf(folder)) === undefined) {
      await mkdir(folder, { recursive: true });
      await syncPath(parent);
    }
  }
  return folder;
}
