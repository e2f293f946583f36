import type { ErrorDetails, Fault, LogLevel } from '@musubi/base';
import type { ReadingBatch } from '@musubi/schema';
import type {
  AppendResult,
  BatchOrigin,
  BucketAnswer,
  BucketQuery,
  Selection,
  SeriesStats,
  SetAside,
  StoredOrigin,
  TimeSpan,
} from '../../series.ts';

/** What the store worker needs to start; plain data, as it crosses threads. */
export interface WorkerSettings {
  folder: string;
  memoryLimitMb: number;
  threads: number;
  ballastBytes: number;
  /** Wall time at the opening. */
  now: number;
}

/** Rows of many appends in one buffer (see `columnsIn`), for one commit. */
export interface CommitJob {
  buffer: ArrayBuffer;
  capacity: number;
  length: number;
  texts: string[];
  appends: { rows: number; origin: BatchOrigin }[];
  now: number;
}

/** Readings from one place on: of the first millisecond only those from `fromSequence` on. */
export interface RawQuery extends Selection {
  limit: number;
  fromSequence?: number;
}

/** Everything the main thread can ask of the store worker. */
export interface StoreCalls {
  commit(job: CommitJob): Promise<{ results: AppendResult[]; buffer: ArrayBuffer }>;
  latest(series: readonly number[]): Promise<ReadingBatch>;
  raw(query: RawQuery): Promise<ReadingBatch>;
  /** Ascending time spans that together hold all readings of a selection, each of bounded size per series. */
  slices(span: TimeSpan): Promise<TimeSpan[]>;
  buckets(query: BucketQuery & { now: number }): Promise<BucketAnswer>;
  lastBefore(series: number, time: number): Promise<ReadingBatch>;
  origin(series: number, time: number, sequence: number): Promise<StoredOrigin | undefined>;
  exportParquet(selection: Selection, file: string): Promise<void>;
  stats(): Promise<SeriesStats>;
  rollUp(now: number): Promise<void>;
  closeDays(now: number): Promise<void>;
  retain(before: number): Promise<{ deletedDays: number }>;
  forget(series: readonly number[], now: number): Promise<void>;
  verify(): Promise<{ checked: number; damaged: readonly SetAside[] }>;
  snapshot(folder: string): Promise<void>;
  close(): Promise<void>;
}

export type CallName = keyof StoreCalls;

export interface Request {
  id: number;
  call: CallName;
  args: unknown[];
  /** Wall time of the asking, the worker's only clock. */
  now: number;
}

export interface Refusal {
  fault: Fault;
  code: string;
  message: string;
  details: ErrorDetails;
}

/** What the worker tells: answers, and what nobody asked for. */
export type FromWorker =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refused'; id: number; refusal: Refusal }
  | { kind: 'opened' }
  | { kind: 'not-opened'; refusal: Refusal }
  | { kind: 'set-aside'; setAside: SetAside }
  | { kind: 'paused'; paused: boolean; reason: string }
  | { kind: 'log'; level: LogLevel; message: string; fields: Record<string, unknown> };

/** Bytes of one row over all columns of a commit buffer. */
export const ROW_BYTES = 37;

/** The columns of a commit buffer with room for `capacity` rows (a multiple of 8), as one batch. */
export function columnsIn(
  buffer: ArrayBuffer,
  capacity: number,
  length = 0,
  texts: string[] = [],
): ReadingBatch {
  return {
    length,
    time: new Float64Array(buffer, 0, capacity),
    received: new Float64Array(buffer, capacity * 8, capacity),
    number: new Float64Array(buffer, capacity * 16, capacity),
    series: new Uint32Array(buffer, capacity * 24, capacity),
    sequence: new Uint32Array(buffer, capacity * 28, capacity),
    text: new Uint32Array(buffer, capacity * 32, capacity),
    quality: new Uint8Array(buffer, capacity * 36, capacity),
    texts,
  };
}

/** The buffers of a value's columns, to be transferred instead of copied. */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (value instanceof ArrayBuffer) found.add(value);
  else if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (Array.isArray(value)) {
    // Rows of plain data hold no buffers: looking at the first tells.
    if (typeof value[0] === 'object') for (const member of value) buffersOf(member, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) buffersOf(member, found);
  }
  return [...found];
}
