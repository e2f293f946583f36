import { MusubiError, reasonOf } from '@musubi/base';
import type { AppendResult } from '../../series.ts';
import { DAY_MS } from '../reading-rules.ts';
import { commit } from './append.ts';
import { checkpoint, failureOf, logBytes } from './checkpoint.ts';
import type { CommitJob } from './messages.ts';
import { reopen } from './open-store.ts';
import type { Question } from './question.ts';
import { restoreMinutes } from './restore-minutes.ts';
import type { Store } from './store.ts';

/** The log is folded into the hot file in a quiet moment from this size on, and at once from the second on. */
const QUIET_LOG_BYTES = 32 * 2 ** 20;
const LARGEST_LOG_BYTES = 192 * 2 ** 20;
/** Log bytes of a reading, measured; the size of the file itself would have to be asked for at each commit. */
const LOG_BYTES_PER_READING = 60;

/** Lets requests through to the store in the state it is in: heals it after a failure, pauses without room. */
export class Care {
  readonly #store: Store;
  #healing: Promise<void> | undefined;
  #loggedBytes = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  async append(job: CommitJob, now: number): Promise<AppendResult[]> {
    const store = this.#store;
    await this.#makeWritable(now);
    await this.#checkTouchedDays(job, now);
    try {
      const results = await store.writing.take(() => commit(store, job));
      this.#loggedBytes += job.length * LOG_BYTES_PER_READING;
      if (this.#loggedBytes > LARGEST_LOG_BYTES) await this.#foldLog(LARGEST_LOG_BYTES);
      return results;
    } catch (error) {
      await this.#heal(now).catch(() => {});
      throw error;
    }
  }

  /** Answers from files that were checked, while no reading moves from one place to another. */
  async ask<T>(question: Question<T>, now: number): Promise<T> {
    const store = this.#store;
    // A store that can't be healed may still be readable.
    await this.#makeWhole(now).catch(() => {});
    const damaged = await store.days.checkFor(() => question.sql(), now);
    if (damaged.length > 0) await this.keep(() => restoreMinutes(store, now), now).catch(() => {});
    try {
      return await store.passage.read(async () => {
        const sql = question.sql();
        if (sql === undefined) return question.nothing;
        return store.hot.read((connection) => question.take(connection, sql));
      });
    } catch (error) {
      if (saysDamaged(error)) {
        store.broken ??= reasonOf(error);
        store.isHotDamaged = true;
        await this.#heal(now);
        return this.ask(question, now);
      }
      throw error;
    }
  }

  /** One task of housekeeping; when one fails half-way, the hot file is opened anew before anything else. */
  async keep<T>(task: () => Promise<T>, now: number): Promise<T> {
    await this.#makeWhole(now);
    return this.#store.keeping.take(async () => {
      try {
        const result = await task();
        await this.#foldLog(QUIET_LOG_BYTES);
        return result;
      } catch (error) {
        if (saysDamaged(error)) this.#store.isHotDamaged = true;
        throw await failureOf(this.#store, error);
      }
    });
  }

  async close(): Promise<void> {
    const store = this.#store;
    await store.keeping.take(() =>
      store.writing.take(async () => {
        await store.hot.writer.run('CHECKPOINT').catch(() => {});
        store.hot.close();
        store.mark.close();
      }),
    );
  }

  /** Writing needs room, and after a failure a hot file that was opened and written whole again. */
  async #makeWritable(now: number): Promise<void> {
    const store = this.#store;
    const wasPaused = store.room.paused;
    if (!(await store.room.allowsWriting())) {
      // The log is ten times larger than what it becomes in the file: folding it in makes room first.
      if (!wasPaused) await this.#foldLog(0);
      throw new MusubiError('us', 'store.disk-full', 'the disk is full: writing is paused');
    }
    await this.#makeWhole(now);
    if (store.isUnproven) await store.writing.take(() => checkpoint(store));
  }

  /** Repeated rows are looked for in segments, which must be what they were. */
  async #checkTouchedDays({ buffer, length }: CommitJob, now: number): Promise<void> {
    const { days } = this.#store;
    const last = days.all.at(-1);
    if (!last) return;
    let from = Number.POSITIVE_INFINITY;
    for (const time of new Float64Array(buffer, 0, length)) if (time < from) from = time;
    const closedEnd = (last.day + 1) * DAY_MS;
    if (from < closedEnd) await days.check('raw', { from, to: closedEnd }, now);
  }

  async #makeWhole(now: number): Promise<void> {
    if (this.#store.broken !== undefined) await this.#heal(now);
  }

  /** Opens the hot file anew after a failed write; many callers share one try. */
  #heal(now: number): Promise<void> {
    const store = this.#store;
    this.#healing ??= store.keeping
      .take(() => store.writing.take(() => store.passage.change(() => reopen(store, now))))
      .catch((error: unknown) => {
        const reason = reasonOf(error);
        throw new MusubiError('us', 'store.failed', reason, { details: { reason } });
      })
      .finally(() => {
        this.#healing = undefined;
      });
    return this.#healing;
  }

  /** In a quiet moment; one that does not succeed is tried again in the next. */
  async #foldLog(from: number): Promise<void> {
    const store = this.#store;
    if ((await logBytes(store)) < from) return;
    this.#loggedBytes = 0;
    await store.writing.take(() => checkpoint(store)).catch(() => {});
  }
}

/** True for what the engine says when a block of the hot file is not what was written. */
function saysDamaged(error: unknown): boolean {
  return /corrupt database file/i.test(reasonOf(error));
}
