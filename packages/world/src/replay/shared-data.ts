import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A file of the public measuring data, which lies in `shared/data` beside the checkout or above it and is no part
 * of the product; undefined where it is absent.
 */
export function sharedData(name: string): string | undefined {
  for (let folder = fileURLToPath(new URL('.', import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'shared', 'data', name);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return undefined;
  }
}
