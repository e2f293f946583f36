import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of a file in the key folder; undefined if there is none. */
export async function readKeyFile(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a file that only we may read (0600), whole or not at all. */
export async function writeKeyFile(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${name}.${randomBytes(6).toString('hex')}`);
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, join(folder, name));
}

/** Keeps an unusable file under another name, in case someone can still repair it. */
export async function setKeyFileAside(folder: string, name: string, at: number): Promise<void> {
  await rename(join(folder, name), join(folder, `${name}.damaged-${at}`)).catch(() => undefined);
}
