import { BoundedQueue, MusubiError } from '@musubi/base';
import type { ReadingBatch } from '@musubi/schema';
import type { AppendResult, BatchOrigin } from '../../series.ts';
import { type CommitJob, columnsIn, ROW_BYTES } from './messages.ts';

/** Rows of one commit at most; measured: beyond it throughput no longer grows, but the longest wait does. */
const COMMIT_ROWS = 65_536;
/** While one commit syncs, the next is already on its way. */
const COMMITS_UNDER_WAY = 2;

interface Waiting {
  batch: ReadingBatch;
  origin: BatchOrigin;
  resolve: (result: AppendResult) => void;
  reject: (error: unknown) => void;
}

type Commit = (job: Omit<CommitJob, 'now'>) => Promise<{ results: AppendResult[]; buffer: ArrayBuffer }>;

/**
 * Group commit: appends that wait while a commit is under way go into the next one together. `append` waits while
 * the queue holds more than `limitRows`, so that a burst slows its sources and not the memory grows.
 */
export class AppendQueue {
  readonly #queue: BoundedQueue<Waiting>;
  readonly #commit: Commit;
  readonly #done: Promise<void>;
  readonly #spare: ArrayBuffer[] = [];
  #underWay = 0;
  #isClosed = false;
  #slotFree: (() => void) | undefined;

  constructor(limitRows: number, commit: Commit) {
    this.#queue = new BoundedQueue(limitRows, ({ batch }) => Math.max(1, batch.length));
    this.#commit = commit;
    this.#done = this.#run();
  }

  append(batch: ReadingBatch, origin: BatchOrigin): Promise<AppendResult> {
    if (this.#isClosed) {
      const reason = 'the store is closed';
      return Promise.reject(new MusubiError('us', 'store.failed', reason, { details: { reason } }));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ batch, origin, resolve, reject }).catch(reject);
    });
  }

  /** Resolves when everything queued is committed or refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#queue.close();
    await this.#done;
  }

  async #run(): Promise<void> {
    for (;;) {
      const waiting = await this.#queue.take();
      if (waiting.length === 0) break;
      for (const group of groupsOf(waiting)) {
        await this.#freeSlot();
        this.#underWay++;
        void this.#send(group);
      }
      await this.#freeSlot();
    }
    while (this.#underWay > 0) await this.#slotFreed();
  }

  async #send(group: Waiting[]): Promise<void> {
    try {
      const job = this.#merge(group);
      const { results, buffer } = await this.#commit(job);
      this.#spare.push(buffer);
      group.forEach((waiting, i) => {
        waiting.resolve(results[i]!);
      });
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    } finally {
      this.#underWay--;
      this.#slotFree?.();
    }
  }

  async #freeSlot(): Promise<void> {
    while (this.#underWay >= COMMITS_UNDER_WAY) await this.#slotFreed();
  }

  #slotFreed(): Promise<void> {
    return new Promise((resolve) => {
      this.#slotFree = resolve;
    });
  }

  #merge(group: Waiting[]): Omit<CommitJob, 'now'> {
    const rows = group.reduce((sum, { batch }) => sum + batch.length, 0);
    const buffer = this.#bufferFor(rows);
    const capacity = Math.floor(buffer.byteLength / ROW_BYTES / 8) * 8;
    const merged = columnsIn(buffer, capacity);
    for (const { batch } of group) copyInto(merged, batch);
    return {
      buffer,
      capacity,
      length: rows,
      texts: merged.texts,
      appends: group.map(({ batch, origin }) => ({ rows: batch.length, origin })),
    };
  }

  #bufferFor(rows: number): ArrayBuffer {
    const capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(rows)));
    const at = this.#spare.findIndex((spare) => spare.byteLength === capacity * ROW_BYTES);
    if (at >= 0) return this.#spare.splice(at, 1)[0]!;
    this.#spare.length = 0;
    return new ArrayBuffer(capacity * ROW_BYTES);
  }
}

/** Splits into groups of at most `COMMIT_ROWS`; a larger append goes alone. */
function groupsOf(waiting: Waiting[]): Waiting[][] {
  const groups: Waiting[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const one of waiting) {
    if (rows + one.batch.length > COMMIT_ROWS) {
      groups.push([]);
      rows = 0;
    }
    groups.at(-1)!.push(one);
    rows += one.batch.length;
  }
  return groups;
}

function copyInto(merged: ReadingBatch, batch: ReadingBatch): void {
  const { length } = batch;
  const at = merged.length;
  merged.series.set(batch.series.subarray(0, length), at);
  merged.time.set(batch.time.subarray(0, length), at);
  merged.received.set(batch.received.subarray(0, length), at);
  merged.sequence.set(batch.sequence.subarray(0, length), at);
  merged.quality.set(batch.quality.subarray(0, length), at);
  merged.number.set(batch.number.subarray(0, length), at);
  merged.text.set(batch.text.subarray(0, length), at);
  merged.length += length;
  if (batch.texts.length === 0) return;
  const shift = merged.texts.length;
  for (const text of batch.texts) merged.texts.push(text);
  for (let i = at; shift > 0 && i < at + length; i++) {
    if (merged.text[i] !== 0) merged.text[i] = merged.text[i]! + shift;
  }
}
