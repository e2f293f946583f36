import type { Series, ValueKind } from '@musubi/schema';

const KINDS: readonly ValueKind[] = ['number', 'boolean', 'text', 'state'];
/** A silence in the source's times counts as covered only as far as the arrivals show it, plus this much back-fill. */
const BACKFILL_MS = 5 * 60_000;

/** What is expected of a series and what came, since the program's start. */
export interface SeriesCounts {
  /** Zero where no rate is expected of the series. */
  expected: number;
  received: number;
  missing: number;
  /** Older than the newest reading of the series. */
  late: number;
  /** Arrival of its newest reading on the wall clock. */
  lastReceivedAt: number | undefined;
}

/** Columns by series number: all that is looked up or counted for each reading, without an object in the way. */
export class SeriesTable {
  /** 0 number, 1 boolean, 2 text, 3 state. */
  kind = new Uint8Array(1_024);
  low = new Float64Array(1_024).fill(Number.NEGATIVE_INFINITY);
  high = new Float64Array(1_024).fill(Number.POSITIVE_INFINITY);
  /** 1 where a filter chain works on the series. */
  chained = new Uint8Array(1_024);
  received = new Float64Array(1_024);
  late = new Float64Array(1_024);
  /** Readings with the time of the newest one: they fill no gap. */
  repeated = new Float64Array(1_024);
  newest = new Float64Array(1_024).fill(Number.NEGATIVE_INFINITY);
  lastReceived = new Float64Array(1_024);
  /** Monotonic time of the last arrival. */
  lastArrival = new Float64Array(1_024);
  /** Milliseconds of source time over which readings are expected. */
  covered = new Float64Array(1_024);
  /** 1 after the link went down: the silence until the next reading is known and not missing. */
  broken = new Uint8Array(1_024);

  /** Makes room for the series and takes over what its record says. */
  set(series: Series, chained: boolean): void {
    if (series.number >= this.kind.length) this.#grow(series.number + 1);
    this.kind[series.number] = KINDS.indexOf(series.kind);
    this.low[series.number] = series.range?.low ?? Number.NEGATIVE_INFINITY;
    this.high[series.number] = series.range?.high ?? Number.POSITIVE_INFINITY;
    this.chained[series.number] = chained ? 1 : 0;
  }

  /** Counts one reading whose time lies at or before the newest, or moves the newest on. */
  count(series: number, time: number, received: number, arrival: number): void {
    this.received[series]!++;
    this.lastReceived[series] = received;
    const newest = this.newest[series]!;
    if (time > newest) {
      if (newest !== Number.NEGATIVE_INFINITY && this.broken[series] === 0) {
        const shown = arrival - this.lastArrival[series]! + BACKFILL_MS;
        this.covered[series]! += Math.min(time - newest, shown);
      }
      this.broken[series] = 0;
      this.newest[series] = time;
    } else if (time === newest) this.repeated[series]!++;
    else this.late[series]!++;
    this.lastArrival[series] = arrival;
  }

  /** @param silentAfterMs the silence from which on readings count as missing although none came later. */
  counts(series: Series, arrival: number, silentAfterMs: number): SeriesCounts {
    const n = series.number;
    const received = this.received[n] ?? 0;
    const late = this.late[n] ?? 0;
    if (received === 0) return { expected: 0, received: 0, missing: 0, late, lastReceivedAt: undefined };
    let expected = 0;
    if (series.expectedEveryMs !== undefined) {
      const silence = this.broken[n] ? 0 : arrival - this.lastArrival[n]!;
      const span = this.covered[n]! + (silence > silentAfterMs ? silence : 0);
      // Half an interval of jitter is nobody's fault.
      expected = 1 + Math.floor(span / series.expectedEveryMs + 0.5);
    }
    const missing = Math.max(0, expected - (received - this.repeated[n]!));
    return { expected, received, missing, late, lastReceivedAt: this.lastReceived[n]! };
  }

  #grow(least: number): void {
    const length = Math.max(least, this.kind.length * 2);
    this.kind = grown(this.kind, new Uint8Array(length));
    this.low = grown(this.low, new Float64Array(length).fill(Number.NEGATIVE_INFINITY));
    this.high = grown(this.high, new Float64Array(length).fill(Number.POSITIVE_INFINITY));
    this.chained = grown(this.chained, new Uint8Array(length));
    this.received = grown(this.received, new Float64Array(length));
    this.late = grown(this.late, new Float64Array(length));
    this.repeated = grown(this.repeated, new Float64Array(length));
    this.newest = grown(this.newest, new Float64Array(length).fill(Number.NEGATIVE_INFINITY));
    this.lastReceived = grown(this.lastReceived, new Float64Array(length));
    this.lastArrival = grown(this.lastArrival, new Float64Array(length));
    this.covered = grown(this.covered, new Float64Array(length));
    this.broken = grown(this.broken, new Uint8Array(length));
  }
}

function grown<T extends Uint8Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
