import type { ReadingBatch } from '@musubi/schema';

/** Where a batch came from; lineage for ever after. */
export interface BatchOrigin {
  connectionId: string;
  deviceId: string;
}

export interface AppendResult {
  stored: number;
  /** Rows whose key was there before; the first is kept. */
  duplicates: number;
  /** Rows older than the newest of their series. */
  late: number;
}

/** The writing half of the series port. */
export interface SeriesWriter {
  /**
   * Resolves only after every row is durable (fsync; many callers share one commit). The batch is handed over and
   * must not be used again. Rejects with `store.disk-full` or `store.failed`; then nothing of it counts as stored.
   * Times must be whole milliseconds from 1970 to 2109 and series below 2^24, else `store.invalid-reading`.
   */
  append(batch: ReadingBatch, origin: BatchOrigin): Promise<AppendResult>;
}

export interface TimeSpan {
  /** Inclusive, milliseconds. */
  from: number;
  /** Exclusive, milliseconds. */
  to: number;
}

/** A time span of some series; for `raw` at most `limit` rows. */
export interface Selection extends TimeSpan {
  series: readonly number[];
}

export type Grain = 'raw' | 'minute' | 'hour';

/**
 * Buckets of one series in columns, ascending in time, empty buckets left out. `min`, `max`, `mean`, `first` and
 * `last` are NaN where a bucket holds no usable number; unusable readings count in `unusable` only.
 */
export interface BucketColumns {
  series: number;
  length: number;
  time: Float64Array;
  min: Float64Array;
  max: Float64Array;
  mean: Float64Array;
  first: Float64Array;
  last: Float64Array;
  /** Usable readings. */
  count: Uint32Array;
  unusable: Uint32Array;
  /**
   * Milliseconds of silence in the bucket beyond `gapAfterMs` since the last usable reading of the span; the newest
   * reading's silence ends now. At `minute` only the longest silence that begins and ends within one minute counts,
   * at `hour` those within one hour count from a minute on; longer ones are exact at every level.
   */
  gapMs: Float64Array;
  /** The last text of a text or state series in each bucket; undefined for numeric series. */
  text: (string | null)[] | undefined;
}

/** At most one series of each number; the answer keeps their order, also of those without any bucket. */
export interface BucketQuery extends Selection {
  /** Width of a bucket, milliseconds; buckets start at multiples of it since 1970. */
  bucketMs: number;
  /** Per series, the silence from which on it counts as a gap; 0 where readings come only on change. */
  gapAfterMs: readonly number[];
}

export interface BucketAnswer {
  /** The level that was read: the coarsest that answers exactly. */
  grain: Grain;
  series: BucketColumns[];
}

/** Where a stored reading lies and with which batch it came. */
export interface StoredOrigin {
  place: 'hot' | 'segment';
  /** File name and SHA-256 of the day's segment. */
  file?: string;
  sha256?: string;
  batch?: {
    number: number;
    connectionId: string;
    receivedFrom: number;
    receivedTo: number;
    readings: number;
  };
}

/** The reading half of the series port. Only the read gate holds it: see `gated-series.ts`. */
export interface SeriesReader {
  /** The newest reading of each series, in one batch; series without any are left out. */
  latest(series: readonly number[]): Promise<ReadingBatch>;
  /** Readings ordered by series, time, sequence; the first `limit` of them. */
  raw(selection: Selection & { limit: number }): Promise<ReadingBatch>;
  /** The same, in portions of bounded size, for exports of any length. */
  scan(selection: Selection): AsyncIterable<ReadingBatch>;
  buckets(query: BucketQuery): Promise<BucketAnswer>;
  /**
   * Milliseconds that a text, state or boolean series spent in each value within the span, up to now. A number counts
   * under its decimal digits; after an unusable reading the state is unknown and counts nowhere.
   */
  timeInState(series: number, span: TimeSpan): Promise<Record<string, number>>;
  origin(series: number, time: number, sequence: number): Promise<StoredOrigin | undefined>;
  /** Writes the selection as one Parquet file. */
  exportParquet(selection: Selection, file: string): Promise<void>;
}

export interface SetAside {
  file: string;
  reason: string;
  at: number;
}

export interface SeriesStats {
  readings: number;
  days: number;
  series: number;
  bytes: number;
  freeBytes: number;
  /** Growth per day over the last closed days; undefined until a day is closed. */
  bytesPerDay: number | undefined;
  /** Writing is refused because the disk is full or failing. */
  paused: boolean;
  setAside: readonly SetAside[];
}

/** Housekeeping of the series store; nothing here returns readings. */
export interface SeriesKeeper {
  stats(): Promise<SeriesStats>;
  /** Brings the 1-minute and 1-hour aggregates up to date with everything appended. */
  rollUp(): Promise<void>;
  /** Turns every day before the one that holds `now` into an immutable, hashed segment. */
  closeDays(now: number): Promise<void>;
  /** Deletes raw segments of days that ended before `before`; aggregates stay for ever. */
  retain(before: number): Promise<{ deletedDays: number }>;
  /** Removes all readings of some series (the demo's removal, a right to be forgotten). */
  forget(series: readonly number[]): Promise<void>;
  /** Re-reads every segment against its hash; a damaged one is set aside and named. */
  verify(): Promise<{ checked: number; damaged: readonly SetAside[] }>;
  /** Copies a consistent state into an empty folder while writing goes on. */
  snapshot(folder: string): Promise<void>;
}

export interface SeriesStore extends SeriesWriter, SeriesReader, SeriesKeeper, AsyncDisposable {}
