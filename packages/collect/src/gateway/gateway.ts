import {
  backoff,
  type Clock,
  isMusubiError,
  type Log,
  MusubiError,
  type Random,
  reasonOf,
} from '@musubi/base';
import type { ReadingBatch } from '@musubi/schema';
import type { Delivered } from '../connector.ts';
import type { Sink } from '../sink.ts';
import { copyBatch, mergeBatches, weightOf } from './batches.ts';

export interface Origin {
  connectionId: string;
  deviceId: string;
}

export interface GatewayParts {
  sink: Sink;
  clock: Clock;
  random: Random;
  log: Log;
  /** Rows held at most; above it `deliver` waits, and with it the source. */
  limit?: number;
  /** Awaited before each append: what the readings refer to must be durable before they are. */
  beforeAppend?: () => Promise<void> | undefined;
  /** Told after each acknowledgement, with the batch that is now durable. */
  onStored?: (batch: ReadingBatch, origin: Origin, result: { duplicates: number; late: number }) => void;
}

export interface GatewayHealth {
  /** Weight of what waits for its acknowledgement, in rows. */
  held: number;
  limit: number;
  /** Since when nothing could be stored, and why. */
  failingSince: number | undefined;
  problem: string | undefined;
}

interface Entry {
  batch: ReadingBatch;
  weight: number;
  resolve: (delivered: Delivered) => void;
  reject: (error: unknown) => void;
}

interface Lane {
  origin: Origin;
  waiting: Entry[];
  busy: boolean;
  whenIdle: (() => void)[];
}

const DEFAULT_LIMIT = 500_000;
/** Small deliveries of one device that wait together are stored together, up to this weight. */
const MERGE_LIMIT = 65_536;

/**
 * Keeps batches until the sink acknowledged them. One lane for each device keeps its order; lanes don't wait for each
 * other. When the sink can't store, everything held stays held and is tried again; nobody is told of a success
 * before there is one.
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #limit: number;
  readonly #lanes = new Map<string, Lane>();
  readonly #stop = new AbortController();
  #closing = false;
  #held = 0;
  #admissions: { weight: number; admit: () => void }[] = [];
  #whenEmpty: (() => void)[] = [];
  #failingSince: number | undefined;
  #problem: string | undefined;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#limit = parts.limit ?? DEFAULT_LIMIT;
  }

  get health(): GatewayHealth {
    return {
      held: this.#held,
      limit: this.#limit,
      failingSince: this.#failingSince,
      problem: this.#problem,
    };
  }

  /**
   * Resolves when every row is durable. The batch is handed over. Rejects only if the sink refuses the batch itself
   * (fault `caller`) or with `gateway.stopped`; then it may be delivered again, keys make that harmless.
   */
  async deliver(batch: ReadingBatch, origin: Origin): Promise<Delivered> {
    if (this.#closing) throw stopped();
    if (batch.length === 0) return { stored: 0, duplicates: 0 };
    const weight = weightOf(batch);
    if (this.#admissions.length > 0 || (this.#held > 0 && this.#held + weight > this.#limit)) {
      await new Promise<void>((admit) => this.#admissions.push({ weight, admit }));
      if (this.#stop.signal.aborted) throw stopped();
    } else this.#held += weight;
    return new Promise((resolve, reject) => {
      const lane = this.#laneOf(origin);
      lane.waiting.push({ batch, weight, resolve, reject });
      if (!lane.busy) void this.#work(lane);
    });
  }

  /** Resolves when nothing of a device waits for its acknowledgement. */
  async settled(deviceId: string): Promise<void> {
    const busy = [...this.#lanes.values()].filter((lane) => lane.origin.deviceId === deviceId && lane.busy);
    await Promise.all(busy.map((lane) => new Promise<void>((resolve) => lane.whenIdle.push(resolve))));
  }

  /** Takes nothing more and waits for what is held; after `deadlineMs` the rest is given up, unacknowledged. */
  async close(deadlineMs: number): Promise<void> {
    this.#closing = true;
    if (this.#held > 0 || this.#admissions.length > 0) {
      const empty = new AbortController();
      this.#whenEmpty.push(() => empty.abort());
      await this.#parts.clock.sleep(deadlineMs, empty.signal);
    }
    this.#stop.abort();
    for (const { admit } of this.#admissions.splice(0)) admit();
    for (const lane of this.#lanes.values()) this.#giveUp(lane.waiting.splice(0));
  }

  #laneOf(origin: Origin): Lane {
    const key = `${origin.connectionId}\n${origin.deviceId}`;
    const known = this.#lanes.get(key);
    if (known) return known;
    const lane: Lane = { origin, waiting: [], busy: false, whenIdle: [] };
    this.#lanes.set(key, lane);
    return lane;
  }

  async #work(lane: Lane): Promise<void> {
    lane.busy = true;
    while (lane.waiting.length > 0) {
      const entries = takeTogether(lane.waiting);
      await this.#store(entries, lane.origin);
      for (const entry of entries) this.#held -= entry.weight;
      this.#admit();
    }
    lane.busy = false;
    for (const tell of lane.whenIdle.splice(0)) tell();
    if (this.#held === 0 && this.#admissions.length === 0)
      for (const tell of this.#whenEmpty.splice(0)) tell();
  }

  /** Tries until the sink acknowledges, refuses the batch itself, or the gateway is closed. */
  async #store(entries: readonly Entry[], origin: Origin): Promise<void> {
    const batch = mergeBatches(entries.map((entry) => entry.batch));
    try {
      const result = await this.#append(batch, origin);
      shareOut(entries, result.duplicates);
      this.#parts.onStored?.(batch, origin, result);
    } catch (error) {
      for (const entry of entries) entry.reject(error);
    }
  }

  async #append(batch: ReadingBatch, origin: Origin): ReturnType<Sink['append']> {
    const delays = backoff(this.#parts.random);
    while (!this.#stop.signal.aborted) {
      try {
        await this.#parts.beforeAppend?.();
        const result = await this.#parts.sink.append(copyBatch(batch), origin);
        this.#recovered();
        return result;
      } catch (error) {
        if (isMusubiError(error) && error.fault === 'caller') throw error;
        this.#failed(error);
        await this.#parts.clock.sleep(delays.next().value, this.#stop.signal);
      }
    }
    throw stopped();
  }

  #admit(): void {
    while (this.#admissions.length > 0) {
      const next = this.#admissions[0]!;
      if (this.#held > 0 && this.#held + next.weight > this.#limit) return;
      this.#admissions.shift();
      // Counted here and not by the one admitted, who continues only later.
      this.#held += next.weight;
      next.admit();
    }
  }

  #giveUp(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#held -= entry.weight;
      entry.reject(stopped());
    }
  }

  #failed(error: unknown): void {
    if (this.#failingSince === undefined) {
      this.#failingSince = this.#parts.clock.now();
      this.#parts.log.warn('the sink does not store, readings are held', { reason: reasonOf(error) });
    }
    this.#problem = isMusubiError(error) ? error.code : 'gateway.sink-failed';
  }

  #recovered(): void {
    if (this.#failingSince === undefined) return;
    this.#failingSince = undefined;
    this.#problem = undefined;
    this.#parts.log.info('the sink stores again');
  }
}

function takeTogether(waiting: Entry[]): Entry[] {
  let weight = 0;
  let count = 0;
  while (count < waiting.length && (count === 0 || weight + waiting[count]!.weight <= MERGE_LIMIT)) {
    weight += waiting[count++]!.weight;
  }
  return waiting.splice(0, count);
}

/** The sink counts the whole append. Among deliveries stored together the duplicates are the earliest rows: only their sum is exact. */
function shareOut(entries: readonly Entry[], duplicates: number): void {
  let left = duplicates;
  for (const entry of entries) {
    const own = Math.min(left, entry.batch.length);
    left -= own;
    entry.resolve({ stored: entry.batch.length - own, duplicates: own });
  }
}

function stopped(): MusubiError {
  return new MusubiError('us', 'gateway.stopped', 'the gateway is closed');
}
