import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isMusubiError, MusubiError, reasonOf } from '@musubi/base';
import { extract, type Pack, pack } from 'tar-stream';
import { MANIFEST, type Manifest, type ManifestFacts, manifest } from './manifest.ts';

type FileEntry = Manifest['files'][number];

/** One tar stream of every file below `folder`, with the manifest of their hashes at its end. */
export function packed(folder: string, facts: ManifestFacts): AsyncIterable<Uint8Array> {
  const out = pack();
  fill(out, folder, facts).then(
    () => out.finalize(),
    (error) => out.destroy(error),
  );
  return bytesOf(out);
}

/** A tar stream's parts are bytes; its types leave that open. */
async function* bytesOf(stream: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) yield chunk as Uint8Array;
}

/** Total size of all files below `folder`, bytes. */
export async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await filesOf(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
}

async function fill(out: Pack, folder: string, facts: ManifestFacts): Promise<void> {
  const files: FileEntry[] = [];
  for (const name of await filesOf(folder)) files.push(await addFile(out, folder, name, facts.createdAt));
  const text = JSON.stringify({ ...facts, format: 1, files } satisfies Manifest);
  out.entry({ name: MANIFEST, mode: 0o600, mtime: new Date(facts.createdAt) }, text);
}

async function addFile(out: Pack, folder: string, name: string, at: number): Promise<FileEntry> {
  const file = join(folder, name);
  const { size: bytes } = await stat(file);
  const hash = createHash('sha256');
  const entry = out.entry({ name, size: bytes, mode: 0o600, mtime: new Date(at) });
  await pipeline(
    createReadStream(file),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
      }
    },
    entry,
  );
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Writes the files of a tar stream below `folder` and checks them against its manifest; else `restore.damaged`. */
export async function unpack(stream: AsyncIterable<Uint8Array>, folder: string): Promise<Manifest> {
  const incoming = extract();
  const feeding = pipeline(Readable.from(stream), incoming);
  // Looked at below; without this a failure before that would count as nobody's.
  feeding.catch(() => undefined);
  try {
    const found: FileEntry[] = [];
    let listed: Manifest | undefined;
    for await (const entry of incoming) {
      if (entry.header.name === MANIFEST) listed = await readManifest(bytesOf(entry));
      else found.push(await writeEntry(folder, entry.header.name, bytesOf(entry)));
    }
    await feeding;
    return checked(listed, found);
  } catch (error) {
    // The stream's own reason comes first: what follows from it says less.
    await feeding;
    throw isMusubiError(error) ? error : ioFailure(error);
  }
}

/** Full disks and the like are ours; anything else in a tar stream means that it is no archive of ours. */
function ioFailure(error: unknown): MusubiError {
  const isSystem = typeof error === 'object' && error !== null && 'syscall' in error;
  if (isSystem) return new MusubiError('us', 'restore.cannot-write', reasonOf(error), { cause: error });
  return damaged(reasonOf(error));
}

async function writeEntry(
  folder: string,
  name: string,
  content: AsyncIterable<Uint8Array>,
): Promise<FileEntry> {
  if (!isSafe(name)) throw damaged(`file name ${JSON.stringify(name)}`);
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  await using handle = await open(file, 'wx', 0o600);
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
    await handle.writeFile(chunk);
  }
  await handle.sync();
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Names stay below the folder, whatever the archive says. */
function isSafe(name: string): boolean {
  return name.split('/').every((part) => /^[\w][\w.@=+-]*$/.test(part));
}

async function readManifest(content: AsyncIterable<Uint8Array>): Promise<Manifest> {
  const text = Buffer.concat(await Array.fromAsync(content)).toString('utf8');
  try {
    return manifest.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(`manifest: ${reasonOf(error)}`);
  }
}

function checked(listed: Manifest | undefined, found: readonly FileEntry[]): Manifest {
  if (!listed) throw damaged('no manifest');
  const textOf = (files: readonly FileEntry[]) =>
    files
      .map(({ name, bytes, sha256 }) => `${name} ${bytes} ${sha256}`)
      .sort()
      .join('\n');
  if (textOf(listed.files) !== textOf(found)) throw damaged('files differ from the manifest');
  return listed;
}

function damaged(reason: string): MusubiError {
  return new MusubiError('caller', 'restore.damaged', reason);
}
