import {
  type Clock,
  FastClock,
  type Log,
  MusubiError,
  type Random,
  seededRandom,
  silentLog,
} from '@musubi/base';
import { type ReadingBatch, textAt, type ValueKind } from '@musubi/schema';
import type { ConnectorContext, Delivered, DeviceHandle, Refuse, SeriesHint } from '../connector.ts';

/** One reading as a connector emitted it. */
export interface EmittedReading {
  deviceId: string;
  key: string;
  time: number;
  sequence: number;
  received: number;
  number: number;
  text: string | null;
  quality: number;
}

interface TestSeries {
  device: TestDevice;
  key: string;
  kind: ValueKind;
  hint: SeriesHint;
}

/** A device that numbers its series as the directory does. */
class TestDevice implements DeviceHandle {
  readonly deviceId: string;
  readonly address: string;
  readonly #all: TestSeries[];
  readonly #numbers = new Map<string, number>();
  readonly #revocation = new AbortController();
  readonly revoked = this.#revocation.signal;

  constructor(address: string, all: TestSeries[]) {
    this.address = address;
    this.deviceId = `dev_${address}`;
    this.#all = all;
  }

  series(key: string, hint: SeriesHint): number {
    const known = this.#numbers.get(key);
    if (known === undefined) {
      const number = this.#all.push({ device: this, key, kind: hint.kind, hint });
      this.#numbers.set(key, number);
      return number;
    }
    const series = this.#all[known - 1]!;
    if (series.hint.provisional && !hint.provisional) Object.assign(series, { kind: hint.kind, hint });
    return known;
  }

  kind(series: number): ValueKind {
    return this.#all[series - 1]!.kind;
  }

  revoke(): void {
    this.#revocation.abort();
  }
}

/** The runner's double: what a connector does with its context is kept, and `emit` can be held or made to fail. */
export class TestContext implements ConnectorContext {
  readonly connectionId = 'con_test';
  readonly clock: Clock;
  readonly random: Random = seededRandom(1);
  readonly log: Log;
  readonly readings: EmittedReading[] = [];
  readonly refused: Refuse[] = [];
  readonly asked: { address: string; sample: Readonly<Record<string, unknown>> }[] = [];
  readonly originals: Buffer[] = [];
  /** Addresses per link that broke; all devices if a connector named none. */
  readonly linksDown: string[][] = [];
  batches = 0;
  /** Deliveries that wait for `release`. */
  waiting = 0;
  /** Deliveries ever begun. */
  attempts = 0;
  connectedCount = 0;
  aliveCount = 0;
  /** Rejects the emits to come with this, as a full disk does. */
  failure: MusubiError | undefined;
  readonly #series: TestSeries[] = [];
  readonly #devices = new Map<string, TestDevice>();
  readonly #secrets = new Map<string, string>();
  readonly #stored = new Set<string>();
  readonly #watchers = new Set<() => void>();
  #gate: Promise<void> | undefined;
  #open: (() => void) | undefined;

  constructor(options: { clock?: Clock; log?: Log } = {}) {
    this.clock = options.clock ?? new FastClock();
    this.log = options.log ?? silentLog;
  }

  /** Accepts a device, with a secret where it logs in. */
  accept(address: string, secret?: string): DeviceHandle {
    if (secret !== undefined) this.#secrets.set(address, secret);
    const device = this.#devices.get(address) ?? new TestDevice(address, this.#series);
    this.#devices.set(address, device);
    return device;
  }

  /** Takes the device back, as a person does. */
  revoke(address: string): void {
    this.#devices.get(address)?.revoke();
    this.#devices.delete(address);
    this.#secrets.delete(address);
  }

  /** From now on nothing becomes durable until `release`. */
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open?.();
    this.#gate = undefined;
  }

  /** Resolves as soon as `holds` is true; looks again whenever the connector did something. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Readings of a series key, in the order they were emitted. */
  of(key: string): EmittedReading[] {
    return this.readings.filter((reading) => reading.key === key);
  }

  /** What the connector first told of a series. */
  hint(key: string): SeriesHint | undefined {
    return this.#series.find((series) => series.key === key)?.hint;
  }

  device(address: string): DeviceHandle | undefined {
    return this.#devices.get(address);
  }

  ownDevice(address: string): DeviceHandle {
    return this.accept(address);
  }

  authenticate(user: string, secret: string): DeviceHandle | undefined {
    return this.#secrets.get(user) === secret ? this.#devices.get(user) : undefined;
  }

  found(address: string, sample: Readonly<Record<string, unknown>>): void {
    this.asked.push({ address, sample });
    this.#tell();
  }

  async emit(batch: ReadingBatch, device: DeviceHandle): Promise<Delivered> {
    await this.#durable();
    if (this.failure) throw this.failure;
    this.batches += 1;
    let stored = 0;
    for (let i = 0; i < batch.length; i++) stored += this.#keep(batch, i, device);
    this.#tell();
    return { stored, duplicates: batch.length - stored };
  }

  async quarantine(refused: Refuse): Promise<void> {
    await this.#durable();
    if (this.failure) throw this.failure;
    this.refused.push(refused);
    this.#tell();
  }

  async keepOriginal(content: AsyncIterable<Uint8Array>): Promise<string> {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part);
    this.originals.push(Buffer.concat(parts));
    return `sha-${this.originals.length}`;
  }

  connected(): void {
    this.connectedCount += 1;
    this.#tell();
  }

  alive(): void {
    this.aliveCount += 1;
    this.#tell();
  }

  async linkDown(devices?: readonly DeviceHandle[]): Promise<void> {
    this.linksDown.push((devices ?? [...this.#devices.values()]).map(({ address }) => address));
    this.#tell();
  }

  #keep(batch: ReadingBatch, i: number, device: DeviceHandle): number {
    const number = batch.series[i]!;
    const series = this.#series[number - 1];
    if (series?.device.address !== device.address) {
      throw new MusubiError('us', 'bug', `series ${number} is not one of ${device.address}`);
    }
    const key = `${number} ${batch.time[i]} ${batch.sequence[i]}`;
    if (this.#stored.has(key)) return 0;
    this.#stored.add(key);
    this.readings.push({
      deviceId: device.deviceId,
      key: series.key,
      time: batch.time[i]!,
      sequence: batch.sequence[i]!,
      received: batch.received[i]!,
      number: batch.number[i]!,
      text: textAt(batch, i),
      quality: batch.quality[i]!,
    });
    return 1;
  }

  async #durable(): Promise<void> {
    this.waiting += 1;
    this.attempts += 1;
    this.#tell();
    await (this.#gate ?? Promise.resolve());
    this.waiting -= 1;
  }

  #tell(): void {
    for (const look of [...this.#watchers]) look();
  }
}
