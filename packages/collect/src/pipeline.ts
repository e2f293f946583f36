import { type Clock, type Log, MusubiError, type Random, reasonOf } from '@musubi/base';
import { BatchBuilder, Quality, type ReadingBatch, type Series } from '@musubi/schema';
import type { ChainRegister } from './chains/chain-register.ts';
import { ChainRun } from './chains/chain-run.ts';
import type { Delivered } from './connector.ts';
import type { DeviceEntry } from './device-entry.ts';
import type { Directory } from './directory.ts';
import { Edge } from './edge.ts';
import type { FilterContext } from './filters/index.ts';
import { Gateway, type Origin } from './gateway/gateway.ts';
import { type SeriesCounts, SeriesTable } from './series-table.ts';
import type { Sink } from './sink.ts';

export interface PipelineParts {
  directory: Directory;
  chains: ChainRegister;
  pseudonymKey: Uint8Array;
  sink: Sink;
  clock: Clock;
  random: Random;
  log: Log;
  /** Rows the gateway holds at most. */
  gatewayLimit?: number | undefined;
  onStored: (batch: ReadingBatch, origin: Origin, result: { duplicates: number; late: number }) => void;
}

/** A chain at work, and where what it writes goes. */
interface Work {
  run: ChainRun;
  origin: Origin;
  input: BatchBuilder;
}

/** What a chain has done over all series and versions since the program's start. */
export interface ChainCounts {
  received: number;
  kept: number;
  maxError: number | null;
}

const NOTHING: Delivered = { stored: 0, duplicates: 0 };

/**
 * The way of every batch: the edge's marks and counts, then the filter chains of those series that have one, then the
 * gateway. A batch without chained series passes through as it is.
 */
export class Pipeline {
  readonly table = new SeriesTable();
  readonly gateway: Gateway;
  readonly #parts: PipelineParts;
  readonly #edge: Edge;
  readonly #works = new Map<number, Work>();
  readonly #done = new Map<string, ChainCounts>();
  /** Through which connection a device delivered last. */
  readonly #via = new Map<string, string>();
  /** Devices whose link is known to be down: told once. */
  readonly #down = new Set<string>();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#edge = new Edge(this.table);
    this.gateway = new Gateway({
      sink: parts.sink,
      clock: parts.clock,
      random: parts.random,
      log: parts.log,
      ...(parts.gatewayLimit === undefined ? {} : { limit: parts.gatewayLimit }),
      beforeAppend: () => parts.directory.save(),
      onStored: parts.onStored,
    });
    parts.directory.onSeries((series) => this.#takeOver(series));
  }

  /** Resolves when what the chains keep of the batch is durable. The batch is handed over. */
  async emit(batch: ReadingBatch, entry: DeviceEntry, connectionId: string): Promise<Delivered> {
    if (entry.revoked.aborted) {
      throw new MusubiError('device', 'device.revoked', `${entry.device.name} was revoked`, {
        details: { name: entry.device.name },
      });
    }
    if (batch.length === 0) return NOTHING;
    this.#via.set(entry.deviceId, connectionId);
    this.#down.delete(entry.deviceId);
    const origin = { connectionId, deviceId: entry.deviceId };
    const isFiltered = this.#edge.mark(batch, this.#parts.clock.monotonic());
    return this.gateway.deliver(isFiltered ? this.#filter(batch, origin) : batch, origin);
  }

  /** Lets time pass for chains that hold readings. What comes out is kept in the gateway until it is stored. */
  tick(now: number): void {
    const out = new BatchBuilder(16);
    for (const work of this.#works.values()) {
      work.run.tick(now, out);
      this.#send(out, work.origin);
    }
  }

  /**
   * Says of every series of these devices that it is unknown from now on; once, until they deliver again. What their
   * chains hold goes out before. Resolves when that is durable.
   */
  async linkDown(entries: readonly DeviceEntry[], connectionId: string): Promise<void> {
    const fresh = entries.filter(({ deviceId }) => !this.#down.has(deviceId));
    await Promise.all(fresh.map((entry) => this.#breakLink(entry, connectionId)));
  }

  /** The devices for which a connection speaks: its own, but for those that last delivered through another. */
  speaksFor(connectionId: string): DeviceEntry[] {
    const { directory } = this.#parts;
    const own = directory
      .devicesOf(connectionId)
      .filter(({ deviceId }) => (this.#via.get(deviceId) ?? connectionId) === connectionId);
    const guests = directory
      .devices()
      .filter(
        ({ deviceId, device, revoked }) =>
          this.#via.get(deviceId) === connectionId &&
          device.connectionId !== connectionId &&
          !revoked.aborted,
      );
    return [...own, ...guests];
  }

  /** What is expected of a series and what came. */
  countsOf(series: Series): SeriesCounts {
    const silentAfterMs = this.#parts.directory.device(series.deviceId)?.device.silentAfterMs ?? 0;
    return this.table.counts(series, this.#parts.clock.monotonic(), silentAfterMs);
  }

  /** Monotonic time of the last arrival of a device; undefined if nothing came since the program's start. */
  lastArrivalOf(entry: DeviceEntry): number | undefined {
    let last: number | undefined;
    for (const { number } of entry.allSeries()) {
      if (this.table.received[number]) last = Math.max(last ?? 0, this.table.lastArrival[number]!);
    }
    return last;
  }

  /** Drops what chains hold for a revoked device; resolves when nothing of it is on its way to the store. */
  async forget(entry: DeviceEntry): Promise<void> {
    for (const { number } of entry.allSeries()) this.#works.delete(number);
    await this.gateway.settled(entry.deviceId);
  }

  chainCounts(chainId: string): ChainCounts {
    const done = this.#done.get(chainId) ?? { received: 0, kept: 0, maxError: 0 };
    const running = [...this.#works.values()].filter(({ run }) => run.chain.id === chainId);
    return running.reduce((sum, { run }) => added(sum, run), done);
  }

  /** Writes out what chains hold, and stores what the gateway holds; gives up after `deadlineMs`. */
  async close(deadlineMs: number): Promise<void> {
    for (const number of [...this.#works.keys()]) this.#retire(number);
    await this.gateway.close(deadlineMs);
  }

  async #breakLink(entry: DeviceEntry, connectionId: string): Promise<void> {
    this.#down.add(entry.deviceId);
    const now = this.#parts.clock.now();
    const marks = new BatchBuilder(Math.max(1, entry.seriesCount));
    for (const { number } of entry.allSeries()) {
      this.table.broken[number] = 1;
      // A source that is a little ahead must not outlive its own link.
      const time = Math.max(now, this.table.newest[number]!);
      marks.addNumber(number, time, now, Number.NaN, Quality.LinkDown, this.#edge.nextSequence());
    }
    const origin = { connectionId, deviceId: entry.deviceId };
    await this.gateway.deliver(this.#filter(marks.take(), origin), origin);
  }

  #filter(batch: ReadingBatch, origin: Origin): ReadingBatch {
    const out = new BatchBuilder(Math.max(16, batch.length));
    const touched = new Set<Work>();
    for (let i = 0; i < batch.length; i++) {
      const number = batch.series[i]!;
      const work = this.table.chained[number]
        ? this.#workOn(number, batch.received[i]!, origin, out)
        : undefined;
      if (!work) out.addRow(batch, i);
      else {
        work.input.addRow(batch, i);
        touched.add(work);
      }
    }
    for (const { run, input } of touched) run.push(input.take(), out);
    return out.take();
  }

  /** The run of the version that is in force for a reading received then; the version before it is written out first. */
  #workOn(number: number, received: number, origin: Origin, out: BatchBuilder): Work | undefined {
    const known = this.#works.get(number);
    const series = this.#parts.directory.series(number);
    const chain = this.#parts.chains.versionAt(series.filterChainId ?? '', received);
    if (known && known.run.chain === chain) {
      known.origin = origin;
      return known;
    }
    if (known) {
      known.run.push(known.input.take(), out);
      known.run.flush(out);
      this.#settle(number, known);
    }
    if (!chain || chain.steps.length === 0) return undefined;
    const work = { run: new ChainRun(chain, this.#contextOf(series)), origin, input: new BatchBuilder(16) };
    this.#works.set(number, work);
    return work;
  }

  #contextOf(series: Series): FilterContext {
    return {
      derived: (suffix, unit) => this.#parts.directory.derivedSeries(series, suffix, unit),
      nextSequence: () => this.#edge.nextSequence(),
      pseudonymKey: this.#parts.pseudonymKey,
    };
  }

  #takeOver(series: Series): void {
    const work = this.#works.get(series.number);
    if (work && work.run.chain.id !== series.filterChainId) this.#retire(series.number);
    this.table.set(series, series.filterChainId !== undefined);
  }

  #retire(number: number): void {
    const work = this.#works.get(number);
    if (!work) return;
    const out = new BatchBuilder(4);
    work.run.flush(out);
    this.#settle(number, work);
    this.#send(out, work.origin);
  }

  #settle(number: number, work: Work): void {
    const { id } = work.run.chain;
    this.#done.set(id, added(this.#done.get(id) ?? { received: 0, kept: 0, maxError: 0 }, work.run));
    this.#works.delete(number);
  }

  #send(out: BatchBuilder, origin: Origin): void {
    if (out.length === 0) return;
    this.gateway.deliver(out.take(), origin).catch((error: unknown) => {
      this.#parts.log.warn('held readings could not be stored', { reason: reasonOf(error), ...origin });
    });
  }
}

function added(sum: ChainCounts, run: ChainRun): ChainCounts {
  const error = run.maxError;
  return {
    received: sum.received + run.received,
    kept: sum.kept + run.kept,
    maxError: error === null || sum.maxError === null ? null : Math.max(sum.maxError, error),
  };
}
