import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { rootFolder } from './root-folder.mjs';

const NOT_SOURCES = new Set(['node_modules', 'dist', '.tsbuild', 'coverage']);

/** Every file under `place` (relative to the root), sorted, without what tools made. */
export function filesUnder(place) {
  const full = join(rootFolder, place);
  if (statSync(full, { throwIfNoEntry: false })?.isDirectory() !== true) return [place];
  const files = [];
  for (const entry of readdirSync(full, { withFileTypes: true })) {
    if (NOT_SOURCES.has(entry.name)) continue;
    const inside = join(place, entry.name);
    if (entry.isDirectory()) files.push(...filesUnder(inside));
    else if (entry.isFile()) files.push(inside);
  }
  return files.sort();
}

/** One SHA-256 over names and contents: the same on every system and after every checkout, unlike file times. */
export function treeHash(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap(filesUnder)) {
    hash
      .update(file.split(sep).join('/'))
      .update('\0')
      .update(readFileSync(join(rootFolder, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
