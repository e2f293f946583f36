import type { DatabaseSync } from 'node:sqlite';
import { isMusubiError, type Log, MusubiError, nextTurn, reasonOf } from '@musubi/base';
import { sqliteFailure } from './database.ts';

interface Waiting {
  apply: () => unknown;
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers the writes of one turn of the loop into one transaction, so that many share one fsync. Each stands on a
 * savepoint of its own: one that is refused leaves its neighbours alone. After a failed sync nothing is acknowledged
 * any more, because no one knows what the disk holds; the records then can only be read until a restart.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #log: Log;
  readonly #onCommitted: () => void;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #failed: string | undefined;

  constructor(at: {
    database: DatabaseSync;
    log: Log;
    onCommitted: () => void;
  }) {
    this.#database = at.database;
    this.#log = at.log;
    this.#onCommitted = at.onCommitted;
  }

  /** Runs `apply` inside the next transaction; resolves with its answer after the commit is on the disk. */
  write<T>(apply: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ apply, resolve, reject });
      this.#flushing ??= nextTurn().then(() => this.#flush());
    });
  }

  /** Runs `apply` in a transaction of its own, at once. */
  now(apply: () => void): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      apply();
      this.#database.exec('COMMIT');
    } catch (error) {
      throw this.#rollBack(error);
    }
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.#flushing;
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    this.#flushing = undefined;
    try {
      if (this.#failed) throw failure(this.#failed);
      const settle = this.#transaction(group);
      this.#onCommitted();
      for (const tell of settle) tell();
    } catch (error) {
      const named = this.#rollBack(error);
      for (const { reject } of group) reject(named);
    }
  }

  /** Answers what to tell each writer once the commit is on the disk. */
  #transaction(group: readonly Waiting[]): (() => void)[] {
    this.#database.exec('BEGIN IMMEDIATE');
    const settle = group.map((one) => this.#applyOne(one));
    this.#database.exec('COMMIT');
    return settle;
  }

  #applyOne({ apply, resolve, reject }: Waiting): () => void {
    this.#database.exec('SAVEPOINT one');
    try {
      const answer = apply();
      this.#database.exec('RELEASE one');
      return () => resolve(answer as never);
    } catch (error) {
      if (!isMusubiError(error)) throw error;
      this.#database.exec('ROLLBACK TO one; RELEASE one');
      return () => reject(error);
    }
  }

  #rollBack(error: unknown): MusubiError {
    if (this.#database.isTransaction) {
      try {
        this.#database.exec('ROLLBACK');
      } catch (second) {
        this.#failed = reasonOf(second);
      }
    }
    if (isMusubiError(error)) return error;
    if (sqliteFailure(error) === 'full') {
      return new MusubiError('us', 'store.disk-full', reasonOf(error), { cause: error });
    }
    this.#failed = reasonOf(error);
    this.#log.error('records can be read only until the next start', { reason: this.#failed });
    return failure(this.#failed, error);
  }
}

function failure(reason: string, cause?: unknown): MusubiError {
  return new MusubiError('us', 'store.failed', reason, { cause });
}
