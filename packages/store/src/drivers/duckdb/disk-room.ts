import { statfsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeOf } from './durable-files.ts';

const FILL = Buffer.alloc(1 << 20, 0xa5);

/**
 * Watches the room on the disk. A ballast file stands by: when the room runs out, writing pauses and the ballast is
 * deleted, so that what remains can still be read, cleaned up and closed. Writing goes on once twice its size is free.
 */
export class DiskRoom {
  readonly #folder: string;
  readonly #ballastBytes: number;
  readonly #tell: (paused: boolean, reason: string) => void;
  #paused = false;

  constructor(folder: string, ballastBytes: number, tell: (paused: boolean, reason: string) => void) {
    this.#folder = folder;
    this.#ballastBytes = ballastBytes;
    this.#tell = tell;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Bytes that a user may still write here. */
  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.#folder);
    return bavail * bsize;
  }

  /** False while there is no room for another commit; notices by itself when there is again. */
  async allowsWriting(): Promise<boolean> {
    if (this.#ballastBytes === 0) return !this.#paused || this.#resume();
    const free = this.freeBytes;
    if (!this.#paused && free < this.#ballastBytes / 2) {
      await this.pause(`only ${Math.floor(free / 2 ** 20)} MiB free`);
    } else if (this.#paused && free >= this.#ballastBytes * 2) {
      await this.#placeBallast();
      return this.#resume();
    }
    return !this.#paused;
  }

  async pause(reason: string): Promise<void> {
    if (this.#paused) return;
    this.#paused = true;
    await rm(this.#ballast, { force: true });
    this.#tell(true, reason);
  }

  /** Puts the ballast in place where there is plenty of room. */
  async prepare(): Promise<void> {
    if (this.#ballastBytes > 0 && this.freeBytes >= this.#ballastBytes * 3) await this.#placeBallast();
  }

  get #ballast(): string {
    return join(this.#folder, 'ballast');
  }

  #resume(): true {
    this.#paused = false;
    this.#tell(false, 'room again');
    return true;
  }

  async #placeBallast(): Promise<void> {
    if ((await sizeOf(this.#ballast)) === this.#ballastBytes) return;
    const handle = await open(this.#ballast, 'w');
    try {
      for (let left = this.#ballastBytes; left > 0; left -= FILL.length) {
        await handle.write(FILL, 0, Math.min(left, FILL.length));
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** True for the errors of a full disk, whoever tells them. */
export function saysDiskFull(error: unknown): boolean {
  return /no space left|ENOSPC|disk (is )?full|not enough space|EDQUOT|quota/i.test(String(error));
}
