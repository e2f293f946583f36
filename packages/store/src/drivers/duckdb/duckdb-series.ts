import { mkdir } from 'node:fs/promises';
import type { Clock, Log } from '@musubi/base';
import type { ReadingBatch } from '@musubi/schema';
import type {
  AppendResult,
  BatchOrigin,
  BucketAnswer,
  BucketQuery,
  Selection,
  SeriesStats,
  SeriesStore,
  SetAside,
  StoredOrigin,
  TimeSpan,
} from '../../series.ts';
import { refuseInvalid, StateTimer } from '../reading-rules.ts';
import { AppendQueue } from './append-queue.ts';
import { WorkerLink } from './worker-link.ts';

export interface DuckdbSeriesOptions {
  /** Holds the hot file, the days and what was set aside; made when absent. One process at a time. */
  folder: string;
  clock: Clock;
  log: Log;
  /** Memory of the engine; a little more comes on top for buffers. */
  memoryLimitMb?: number;
  threads?: number;
  /** Size of the file that is deleted when the disk is full, so that there is room to clean up. */
  ballastBytes?: number;
  /** Rows that may wait for their commit before `append` makes its callers wait. */
  queueRows?: number;
  onSetAside?: (setAside: SetAside) => void;
  onPaused?: (paused: boolean, reason: string) => void;
}

/** Rows of one portion of a scan at most. */
const PORTION_ROWS = 100_000;

/** Opens the series store of this folder in its worker thread, whatever state the disk is in. */
export async function openDuckdbSeries(options: DuckdbSeriesOptions): Promise<SeriesStore> {
  await mkdir(options.folder, { recursive: true });
  const link = new WorkerLink(
    {
      folder: options.folder,
      memoryLimitMb: options.memoryLimitMb ?? 384,
      threads: options.threads ?? 2,
      ballastBytes: options.ballastBytes ?? 64 * 2 ** 20,
      now: options.clock.now(),
    },
    {
      clock: options.clock,
      log: options.log,
      onSetAside: (setAside) => {
        options.log.error('set aside', { ...setAside });
        options.onSetAside?.(setAside);
      },
      onPaused: (paused, reason) => {
        options.log.warn(paused ? 'writing paused' : 'writing resumed', { reason });
        options.onPaused?.(paused, reason);
      },
    },
  );
  try {
    await link.opened();
  } catch (error) {
    await link.close().catch(() => {});
    throw error;
  }
  return new DuckdbSeries(link, options.clock, options.queueRows ?? 400_000);
}

class DuckdbSeries implements SeriesStore {
  readonly #link: WorkerLink;
  readonly #clock: Clock;
  readonly #queue: AppendQueue;
  #closing: Promise<void> | undefined;

  constructor(link: WorkerLink, clock: Clock, queueRows: number) {
    this.#link = link;
    this.#clock = clock;
    this.#queue = new AppendQueue(queueRows, (job) => link.call('commit', { ...job, now: clock.now() }));
  }

  async append(batch: ReadingBatch, origin: BatchOrigin): Promise<AppendResult> {
    refuseInvalid(batch);
    return this.#queue.append(batch, origin);
  }

  latest(series: readonly number[]): Promise<ReadingBatch> {
    return this.#link.call('latest', series);
  }

  raw(selection: Selection & { limit: number }): Promise<ReadingBatch> {
    return this.#link.call('raw', selection);
  }

  async *scan({ series, ...span }: Selection): AsyncIterable<ReadingBatch> {
    const slices = await this.#link.call('slices', span);
    for (const number of [...series].sort((a, b) => a - b)) {
      for (const slice of slices) yield* this.#scanSlice(number, slice);
    }
  }

  buckets(query: BucketQuery): Promise<BucketAnswer> {
    return this.#link.call('buckets', { ...query, now: this.#clock.now() });
  }

  async timeInState(series: number, span: TimeSpan): Promise<Record<string, number>> {
    const timer = new StateTimer(span, this.#clock.now());
    timer.add(await this.#link.call('lastBefore', series, span.from));
    const selection = { series: [series], from: span.from, to: span.to };
    for await (const batch of this.scan(selection)) timer.add(batch);
    return timer.spent();
  }

  origin(series: number, time: number, sequence: number): Promise<StoredOrigin | undefined> {
    return this.#link.call('origin', series, time, sequence);
  }

  exportParquet(selection: Selection, file: string): Promise<void> {
    return this.#link.call('exportParquet', selection, file);
  }

  stats(): Promise<SeriesStats> {
    return this.#link.call('stats');
  }

  rollUp(): Promise<void> {
    return this.#link.call('rollUp', this.#clock.now());
  }

  closeDays(now: number): Promise<void> {
    return this.#link.call('closeDays', now);
  }

  retain(before: number): Promise<{ deletedDays: number }> {
    return this.#link.call('retain', before);
  }

  forget(series: readonly number[]): Promise<void> {
    return this.#link.call('forget', series, this.#clock.now());
  }

  verify(): Promise<{ checked: number; damaged: readonly SetAside[] }> {
    return this.#link.call('verify');
  }

  snapshot(folder: string): Promise<void> {
    return this.#link.call('snapshot', folder);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#queue.close().then(() => this.#link.close());
    return this.#closing;
  }

  async *#scanSlice(series: number, slice: TimeSpan): AsyncIterable<ReadingBatch> {
    let from = slice.from;
    let fromSequence = 0;
    for (;;) {
      const query = { series: [series], from, to: slice.to, fromSequence, limit: PORTION_ROWS };
      const batch = await this.#link.call('raw', query);
      if (batch.length > 0) yield batch;
      if (batch.length < PORTION_ROWS) return;
      from = batch.time[batch.length - 1]!;
      fromSequence = batch.sequence[batch.length - 1]! + 1;
    }
  }
}
