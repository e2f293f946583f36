import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'last-commit';
const DIGITS = 16;

/**
 * The number of the last acknowledged commit, beside the hot file. The engine takes a log that was cut or zeroed for
 * one that simply ends there; this mark tells that more had been acknowledged. Written after each commit without a
 * sync of its own, so a power cut may leave it behind the log but never ahead of it.
 */
export class CommitMark {
  readonly #handle: number;

  constructor(folder: string) {
    this.#handle = openSync(join(folder, FILE), 'a+');
    closeSync(this.#handle);
    this.#handle = openSync(join(folder, FILE), 'r+');
  }

  /** The mark of this folder, or 0 if there is none that can be believed. */
  static read(folder: string): number {
    try {
      const [first, second] = readFileSync(join(folder, FILE), 'utf8').trim().split(' ');
      return first === second && /^\d+$/.test(first ?? '') ? Number(first) : 0;
    } catch {
      return 0;
    }
  }

  set(commit: number): void {
    const digits = String(commit).padStart(DIGITS, '0');
    writeSync(this.#handle, `${digits} ${digits}\n`, 0);
  }

  close(): void {
    closeSync(this.#handle);
  }
}
