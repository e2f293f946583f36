import { existsSync } from 'node:fs';
import type { SeriesColumns } from '../world/factory-signals.ts';

/** Another store, as far as the claims ask it. All of it through the door that its users have. */
export interface Peer extends AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  /** The portions in this peer's own wire format, ready to be sent. */
  encode(portions: readonly SeriesColumns[]): Uint8Array;
  ingest(body: Uint8Array): Promise<void>;
  /** Everything that was acknowledged is on disk. */
  flush(): Promise<void>;
  /** Everything ingested is on disk and merged as its own housekeeping would have it. */
  settle(): Promise<void>;
  bytes(): Promise<number>;
  count(): Promise<number>;
  /** All readings of one series in a span; answers how many came. */
  seriesRaw(series: number, from: number, to: number): Promise<number>;
  /** The mean per minute of series 1 to `seriesCount`; answers how many buckets came. */
  perMinute(seriesCount: number, from: number, to: number): Promise<number>;
  /** Least, greatest and mean of one series in `buckets` equal parts of a span; answers how many came. */
  toBuckets(series: number, from: number, to: number, buckets: number): Promise<number>;
  /** The newest value of each series; answers how many came. */
  lastValues(from: number, to: number): Promise<number>;
}

/** A kind of peer, and how to start one on this machine. */
export interface PeerKind {
  readonly name: string;
  /** Why it can't run here, or undefined. */
  missing(): string | undefined;
  start(): Promise<Peer>;
}

/** Why a peer of Debian's package `name` can't run, or undefined when `file` is there. */
export function missingFile(file: string, name: string): string | undefined {
  return existsSync(file) ? undefined : `${file} is missing (apt-get install ${name})`;
}
