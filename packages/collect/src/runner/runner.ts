import { type Clock, type Facts, type Log, type Random, reasonOf } from '@musubi/base';
import type { Connection, ConnectionHealth, FactMap } from '@musubi/schema';
import type { ConnectionRegister } from '../connections/connection-register.ts';
import type { ConnectorContext, DeviceHandle, Refuse } from '../connector.ts';
import type { DeviceEntry } from '../device-entry.ts';
import type { Directory } from '../directory.ts';
import type { FoundDevices } from '../enrolment/found-devices.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import { ConnectionRun } from './connection-run.ts';

export interface RunnerParts {
  connections: ConnectionRegister;
  directory: Directory;
  pipeline: Pipeline;
  found: FoundDevices;
  quarantine: Quarantine;
  clock: Clock;
  random: Random;
  log: Log;
  facts: Facts<FactMap>;
  keepOriginal(content: AsyncIterable<Uint8Array>): Promise<string>;
}

interface Counts {
  duplicate: number;
  quarantined: number;
}

const PULSE_MS = 1_000;
/** Where a connection has no device yet. */
const DEFAULT_SILENCE_MS = 60_000;

/** Runs every enabled connection, each for itself: what one does or fails to do never reaches another. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #runs = new Map<string, ConnectionRun>();
  readonly #counts = new Map<string, Counts>();
  #running = false;
  /** Changes of one connection follow each other. */
  readonly #changing = new Map<string, Promise<void>>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Runs until `signal` aborts; then every connector has ended. */
  async run(signal: AbortSignal): Promise<void> {
    this.#running = true;
    for (const connection of this.#parts.connections.all()) this.#start(connection);
    while (!signal.aborted) {
      await this.#parts.clock.sleep(PULSE_MS, signal);
      if (!signal.aborted) this.#pulse();
    }
    this.#running = false;
    await Promise.all(this.#changing.values());
    await Promise.all([...this.#runs.values()].map((run) => run.stop()));
    await this.#parts.found.save(true);
  }

  /** Takes over a connection as it is now; only it is restarted. Resolves when the new one runs or the old one ended. */
  async apply(connectionId: string, connection?: Connection): Promise<void> {
    const before = this.#changing.get(connectionId) ?? Promise.resolve();
    const change = before.then(async () => {
      const old = this.#runs.get(connectionId);
      this.#runs.delete(connectionId);
      await old?.stop();
      if (connection && this.#running) this.#start(connection);
    });
    this.#changing.set(connectionId, change);
    await change;
    if (this.#changing.get(connectionId) === change) this.#changing.delete(connectionId);
  }

  /** Counts what the sink knew already. */
  countDuplicates(connectionId: string, duplicates: number): void {
    this.#countsOf(connectionId).duplicate += duplicates;
  }

  health(connection: Connection): ConnectionHealth {
    const run = this.#runs.get(connection.id);
    const since = connection.createdAt;
    const stopped = this.#parts.connections.has(connection.connector)
      ? ({ state: 'stopped', since, reconnects: 0 } as const)
      : ({ state: 'refused', since, reconnects: 0, problem: 'connection.connector-unknown' } as const);
    const counts = this.#countsOf(connection.id);
    const health = { expected: 0, received: 0, missing: 0, late: 0 };
    for (const entry of this.#parts.pipeline.speaksFor(connection.id)) {
      for (const series of entry.allSeries()) {
        const of = this.#parts.pipeline.countsOf(series);
        health.expected += of.expected;
        health.received += of.received;
        health.missing += of.missing;
        health.late += of.late;
      }
    }
    return { connectionId: connection.id, ...(run?.health ?? stopped), ...health, ...counts };
  }

  /** What a connector of this connection would be given, also while it doesn't run. */
  contextFor(connection: Connection): ConnectorContext {
    return this.#runs.get(connection.id)?.context ?? this.#newRun(connection).context;
  }

  #start(connection: Connection): void {
    // A connector that is gone leaves its connections; `health` says so.
    if (!connection.enabled || !this.#parts.connections.has(connection.connector)) return;
    const run = this.#newRun(connection);
    this.#runs.set(connection.id, run);
    run.start();
  }

  #pulse(): void {
    for (const run of this.#runs.values()) run.beat();
    try {
      this.#parts.pipeline.tick(this.#parts.clock.now());
    } catch (error) {
      // A filter that fails here must not end the collecting of everything else.
      this.#parts.log.error('a filter chain failed', { reason: reasonOf(error) });
    }
    void this.#parts.found.save();
  }

  #newRun(connection: Connection): ConnectionRun {
    const { clock, random, facts, pipeline } = this.#parts;
    const log = this.#parts.log.with({ connection: connection.name });
    const { id } = connection;
    return new ConnectionRun({
      connection,
      connector: this.#parts.connections.connector(connection.connector),
      clock,
      random,
      log,
      silentAfterMs: () => this.#silenceOf(id),
      linkDown: (devices) =>
        pipeline.linkDown(devices ? this.#entriesOf(devices) : pipeline.speaksFor(id), id),
      onState: (state) => facts.tell('connectionStateChanged', { connectionId: id, state }),
      context: () => this.#contextOf(connection, log),
    });
  }

  #contextOf(connection: Connection, log: Log): Omit<ConnectorContext, 'connected' | 'alive' | 'linkDown'> {
    const { clock, random, directory, pipeline, found } = this.#parts;
    const { id } = connection;
    return {
      connectionId: id,
      clock,
      random,
      log,
      device: (address) => directory.at(id, address) ?? this.#guest(connection, address),
      ownDevice: (address, name) => directory.own(connection, address, name),
      authenticate: (user, secret) => directory.authenticate(user, secret),
      found: (address, sample) => found.attempt(id, address, sample),
      emit: (batch, device) => pipeline.emit(batch, this.#entryOf(device), id),
      quarantine: (refused) => this.#quarantine(id, refused),
      keepOriginal: (content) => this.#parts.keepOriginal(content),
    };
  }

  /** A device may use its credentials at any door that listens, whichever it was enrolled at. */
  #guest(connection: Connection, address: string): DeviceEntry | undefined {
    const { connections, directory } = this.#parts;
    if (!connections.listens(connection)) return undefined;
    for (const other of connections.all()) {
      const entry = connections.listens(other) ? directory.at(other.id, address) : undefined;
      if (entry) return entry;
    }
    return undefined;
  }

  #entriesOf(devices: readonly DeviceHandle[]): DeviceEntry[] {
    return devices.map((device) => this.#entryOf(device));
  }

  #entryOf(device: DeviceHandle): DeviceEntry {
    return this.#parts.directory.entry(device);
  }

  async #quarantine(connectionId: string, refused: Refuse): Promise<void> {
    this.#countsOf(connectionId).quarantined++;
    await this.#parts.quarantine.keep(connectionId, refused);
  }

  #silenceOf(connectionId: string): number {
    const limits = this.#parts.pipeline.speaksFor(connectionId).map(({ device }) => device.silentAfterMs);
    return limits.length === 0 ? DEFAULT_SILENCE_MS : Math.max(...limits);
  }

  #countsOf(connectionId: string): Counts {
    const known = this.#counts.get(connectionId);
    if (known) return known;
    const counts = { duplicate: 0, quarantined: 0 };
    this.#counts.set(connectionId, counts);
    return counts;
  }
}
