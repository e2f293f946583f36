import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { MusubiError, reasonOf } from '@musubi/base';

const TABLES: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt']);

/** Where a folder's files go once they are read. */
export type Outcome = 'done' | 'error';

/** A folder into which someone drops files, looked at from time to time (notifications don't work on network drives). */
export class WatchedFolder {
  readonly #folder: string;
  /** Size and change time at the last look: a file that still grows is waited for. */
  #seen = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Files that did not change since the last look, by name. Rejects with `file.folder-missing`. */
  async settled(): Promise<string[]> {
    const seen = new Map<string, string>();
    const settled: string[] = [];
    for (const name of await this.#names()) {
      const found = await stat(join(this.#folder, name)).catch(() => undefined);
      if (!found?.isFile() || found.size === 0) continue;
      const state = `${found.size} ${found.mtimeMs}`;
      seen.set(name, state);
      if (this.#seen.get(name) === state) settled.push(name);
    }
    this.#seen = seen;
    return settled;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Moves a file into `done/` or `error/` beside it, never over another. */
  async put(name: string, outcome: Outcome): Promise<void> {
    const target = join(this.#folder, outcome);
    await mkdir(target, { recursive: true });
    const taken = new Set(await readdir(target));
    const extension = extname(name);
    const stem = name.slice(0, name.length - extension.length);
    let free = name;
    for (let i = 2; taken.has(free); i++) free = `${stem} (${i})${extension}`;
    await rename(join(this.#folder, name), join(target, free));
    this.#seen.delete(name);
  }

  async #names(): Promise<string[]> {
    try {
      const names = await readdir(this.#folder);
      // Hidden names are files in the making.
      return names.filter((name) => !/^[.~]/.test(name) && TABLES.has(extname(name).toLowerCase())).sort();
    } catch (error) {
      throw new MusubiError('device', 'file.folder-missing', reasonOf(error), {
        details: { folder: this.#folder },
        cause: error,
      });
    }
  }
}
