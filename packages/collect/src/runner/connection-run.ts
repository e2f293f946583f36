import { backoff, type Clock, isMusubiError, type Log, type Random, reasonOf } from '@musubi/base';
import type { Connection, ConnectionHealth } from '@musubi/schema';
import { checkSettings } from '../connections/connection-register.ts';
import type { Connector, ConnectorContext, DeviceHandle } from '../connector.ts';

type State = ConnectionHealth['state'];

export interface ConnectionRunParts {
  connection: Connection;
  connector: Connector;
  clock: Clock;
  random: Random;
  log: Log;
  /** The silence that restarts the connector. */
  silentAfterMs(): number;
  /** Writes that the connection's devices are unknown from here on. */
  linkDown(devices?: readonly DeviceHandle[]): Promise<void>;
  onState(state: State): void;
  /** The rest of the context; this run adds what it watches. */
  context(): Omit<ConnectorContext, 'connected' | 'alive' | 'linkDown'>;
}

/** A machine that is switched on again is heard within ten seconds: the longest wait and its spread stay below. */
const LONGEST_WAIT_MS = 4_000;
/** A run this long was healthy also without data: the next failure starts with the shortest wait again. */
const HEALTHY_AFTER_MS = 30_000;
/** Restarts that brought no data wait longer and longer, up to this. */
const LONGEST_SILENCE_MS = 10 * 60_000;
/** A connector that doesn't end by then is left to itself, so that it can't hold up its successor. */
const END_WITHIN_MS = 10_000;

/** One connection's life: its connector runs, is run again when it fails or falls silent, and ends with `stop`. */
export class ConnectionRun {
  readonly connection: Connection;
  readonly connector: Connector;
  readonly context: ConnectorContext;
  readonly #parts: ConnectionRunParts;
  readonly #stop = new AbortController();
  #attempt = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #state: State = 'starting';
  #since: number;
  #problem: { code: string; detail: string } | undefined;
  #retryAt: number | undefined;
  #reconnects = 0;
  #lastReadingAt: number | undefined;
  /** Monotonic time of the last sign of data; undefined as long as there was none. */
  #dataAt: number | undefined;
  #fruitless = 0;

  constructor(parts: ConnectionRunParts) {
    this.#parts = parts;
    this.connection = parts.connection;
    this.connector = parts.connector;
    this.#since = parts.clock.now();
    this.context = this.#contextFrom(parts.context());
  }

  start(): void {
    this.#ended = this.#run();
  }

  /** Ends the connector; resolves when it did, or was left to itself. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  /** State and reasons; the counts are the pipeline's. */
  get health(): Pick<
    ConnectionHealth,
    'state' | 'problem' | 'problemDetail' | 'since' | 'lastReadingAt' | 'retryAt' | 'reconnects'
  > {
    return {
      state: this.#state,
      since: this.#since,
      reconnects: this.#reconnects,
      ...(this.#problem ? { problem: this.#problem.code, problemDetail: this.#problem.detail } : {}),
      ...(this.#lastReadingAt === undefined ? {} : { lastReadingAt: this.#lastReadingAt }),
      ...(this.#retryAt === undefined ? {} : { retryAt: this.#retryAt }),
    };
  }

  /** Looks at the age of the data, not at the socket: an open connection that says nothing is a broken one. */
  beat(): void {
    if (this.connector.withoutLink || this.#dataAt === undefined) return;
    if (this.#state !== 'running' && this.#state !== 'silent') return;
    const limit = this.#parts.silentAfterMs();
    const patience = Math.max(limit, Math.min(limit * 2 ** this.#fruitless, LONGEST_SILENCE_MS));
    if (this.#parts.clock.monotonic() - this.#dataAt <= patience) return;
    this.#become('silent');
    if (!this.connector.listens) this.#attempt.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    let delays = this.#waits();
    while (!signal.aborted) {
      const startedAt = this.#parts.clock.monotonic();
      const failure = await this.#try();
      if (signal.aborted) break;
      if (failure === undefined && !this.#attempt.signal.aborted) return this.#finish();
      this.#breakLink();
      this.#reconnects++;
      if (this.#attempt.signal.aborted) {
        this.#fruitless++;
        this.#dataAt = this.#parts.clock.monotonic();
      } else {
        const isLong = this.#parts.clock.monotonic() - startedAt >= HEALTHY_AFTER_MS;
        if (isLong || (this.#dataAt ?? 0) > startedAt) delays = this.#waits();
        await this.#waitAfter(failure, delays.next().value);
      }
    }
    this.#breakLink();
    this.#finish();
  }

  #waits(): Generator<number, never> {
    return backoff(this.#parts.random, 500, LONGEST_WAIT_MS);
  }

  /** One run of the connector; answers why it failed. */
  async #try(): Promise<unknown> {
    this.#attempt = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, this.#attempt.signal]);
    if (this.#state !== 'silent') this.#become('starting');
    const over = new AbortController();
    try {
      const settings = checkSettings(this.connector, this.connection.settings);
      const run = this.connector.run(settings, this.context, signal);
      await Promise.race([run, this.#abandon(signal, over.signal)]);
      return undefined;
    } catch (error) {
      return error ?? 'failed';
    } finally {
      over.abort();
    }
  }

  /** Resolves when the connector was told to end and did not. */
  async #abandon(signal: AbortSignal, over: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      for (const either of [signal, over]) either.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted || over.aborted) resolve();
    });
    await this.#parts.clock.sleep(END_WITHIN_MS, over);
    if (!over.aborted) this.#parts.log.warn('the connector does not end, it is left to itself');
  }

  async #waitAfter(failure: unknown, delay: number): Promise<void> {
    const { clock, log } = this.#parts;
    const isRefused = isMusubiError(failure) && failure.fault === 'caller';
    this.#problem = {
      code: isMusubiError(failure) ? failure.code : 'connection.failed',
      detail: reasonOf(failure).slice(0, 500),
    };
    // A simulated machine that is not up yet is no news for whoever reads the log.
    log[this.connection.simulated ? 'info' : 'warn']('connection failed', {
      reason: reasonOf(failure),
      delay,
    });
    this.#retryAt = clock.now() + delay;
    this.#become(isRefused ? 'refused' : 'retrying');
    await clock.sleep(delay, this.#stop.signal);
    this.#retryAt = undefined;
  }

  #finish(): void {
    this.#become('stopped');
  }

  #breakLink(): void {
    if (this.connector.withoutLink) return;
    this.#parts.linkDown().catch((error: unknown) => {
      this.#parts.log.warn('a broken link could not be noted', { reason: reasonOf(error) });
    });
  }

  #contextFrom(rest: Omit<ConnectorContext, 'connected' | 'alive' | 'linkDown'>): ConnectorContext {
    return {
      ...rest,
      emit: (batch, device) => {
        this.#dataCame(batch.length > 0);
        return rest.emit(batch, device);
      },
      connected: () => {
        if (this.#state === 'silent') return;
        this.#problem = undefined;
        this.#become('running');
      },
      alive: () => {
        if (this.#dataAt !== undefined) this.#dataAt = this.#parts.clock.monotonic();
      },
      linkDown: (devices) => this.#parts.linkDown(devices),
    };
  }

  #dataCame(isData: boolean): void {
    if (!isData) return;
    this.#dataAt = this.#parts.clock.monotonic();
    this.#lastReadingAt = this.#parts.clock.now();
    this.#fruitless = 0;
    if (this.#state === 'running' || this.#stop.signal.aborted) return;
    this.#problem = undefined;
    this.#become('running');
  }

  #become(state: State): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#since = this.#parts.clock.now();
    this.#parts.onState(state);
  }
}
