import { appendFile, readFile, rename } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { SetAside } from '../../series.ts';
import { makeFolder, sizeOf } from './durable-files.ts';

/** What was damaged: moved beside, never deleted, and named until a person has cleared the folder. */
export class SetAsideFolder {
  readonly #root: string;
  readonly #tell: (setAside: SetAside) => void;
  readonly #all: SetAside[];

  private constructor(root: string, all: SetAside[], tell: (setAside: SetAside) => void) {
    this.#root = root;
    this.#all = all;
    this.#tell = tell;
  }

  static async open(root: string, tell: (setAside: SetAside) => void): Promise<SetAsideFolder> {
    const known = await readFile(join(root, 'set-aside', 'list.jsonl'), 'utf8').catch(() => '');
    return new SetAsideFolder(root, known.split('\n').flatMap(readLine), tell);
  }

  get all(): readonly SetAside[] {
    return this.#all;
  }

  /** Moves a file out of the way and names it; a missing file is named too. */
  async add(file: string, reason: string, at: number): Promise<SetAside> {
    await makeFolder(this.#root, 'set-aside');
    if ((await sizeOf(file)) !== undefined) await rename(file, this.placeOf(file, at));
    return this.name(file, reason, at);
  }

  /** Where `add` puts a file. */
  placeOf(file: string, at: number): string {
    return join(this.#root, 'set-aside', `${at}-${basename(file)}`);
  }

  /** Names what can't be moved because it is gone or in use again. */
  async name(file: string, reason: string, at: number): Promise<SetAside> {
    const setAside: SetAside = { file: relative(this.#root, file), reason, at };
    this.#all.push(setAside);
    this.#tell(setAside);
    // The list is a convenience; a disk too full for it must not stop the way out.
    await makeFolder(this.#root, 'set-aside')
      .then((folder) => appendFile(join(folder, 'list.jsonl'), `${JSON.stringify(setAside)}\n`))
      .catch(() => {});
    return setAside;
  }
}

function readLine(line: string): SetAside[] {
  try {
    const { file, reason, at } = JSON.parse(line) as Partial<SetAside>;
    if (typeof file !== 'string' || typeof reason !== 'string' || typeof at !== 'number') return [];
    return [{ file, reason, at }];
  } catch {
    return [];
  }
}
