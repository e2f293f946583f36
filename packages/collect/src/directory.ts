import { type Clock, type Facts, MusubiError, must, newId } from '@musubi/base';
import {
  type Asset,
  assetRecord,
  type Connection,
  type Device,
  type DeviceCredential,
  deviceCredentialRecord,
  deviceRecord,
  type FactMap,
  type Language,
  put,
  type RecordReader,
  type RecordWriter,
  type Series,
  seriesRecord,
} from '@musubi/schema';
import type { DeviceHandle, SeriesHint } from './connector.ts';
import { DeviceCredentials } from './device-credentials.ts';
import { DeviceEntry, type SeriesMaker } from './device-entry.ts';
import { seriesNumberingRecord } from './directory-records.ts';
import { PendingRecords } from './pending-records.ts';
import { guessQuantity } from './quantity-words.ts';

export interface DirectoryParts {
  records: RecordReader & RecordWriter;
  clock: Clock;
  facts: Facts<FactMap>;
  /** In which names are guessed. */
  language: Language;
}

/** More keys than this come from a device that puts values into its names. */
const MOST_SERIES_PER_DEVICE = 20_000;

/** The accepted devices, their series and credentials: in memory, because every value asks for them. */
export class Directory implements SeriesMaker {
  readonly #parts: DirectoryParts;
  readonly #pending: PendingRecords;
  readonly #devices = new Map<string, DeviceEntry>();
  readonly #byAddress = new Map<string, DeviceEntry>();
  readonly #byNumber = new Map<number, Series>();
  readonly #credentials = new DeviceCredentials();
  #highest = 0;
  #onSeries: (series: Series) => void = () => {};

  private constructor(parts: DirectoryParts) {
    this.#parts = parts;
    this.#pending = new PendingRecords(parts.records);
  }

  /** Loads everything; afterwards only what changes is written. */
  static async open(parts: DirectoryParts): Promise<Directory> {
    const directory = new Directory(parts);
    const { records } = parts;
    for (const { value } of await records.list(deviceRecord)) directory.#keep(value);
    for (const { value } of await records.list(seriesRecord)) {
      directory.#devices.get(value.deviceId)?.know(value);
      directory.#byNumber.set(value.number, value);
      directory.#highest = Math.max(directory.#highest, value.number);
    }
    for (const { value } of await records.list(deviceCredentialRecord)) directory.#credentials.learn(value);
    const numbering = await records.get(seriesNumberingRecord, 'series');
    directory.#highest = Math.max(directory.#highest, numbering?.value.highest ?? 0);
    return directory;
  }

  /** Tells of every series there is now, and of each that is added or changed from now on. */
  onSeries(listener: (series: Series) => void): void {
    this.#onSeries = listener;
    for (const series of this.#byNumber.values()) listener(series);
  }

  /** Resolves when all series and devices named so far are durable; undefined where nothing waits. */
  save(): Promise<void> | undefined {
    return this.#pending.save();
  }

  /** The accepted device at an address of a connection. */
  at(connectionId: string, address: string): DeviceEntry | undefined {
    return this.#byAddress.get(placeOf(connectionId, address));
  }

  /** The device of this id, revoked ones included. */
  device(deviceId: string): DeviceEntry | undefined {
    return this.#devices.get(deviceId);
  }

  /** The entry behind a handle that was given out; it stays valid after a revocation, to be refused. */
  entry(handle: DeviceHandle): DeviceEntry {
    return handle instanceof DeviceEntry ? handle : must(this.#devices.get(handle.deviceId), handle.deviceId);
  }

  devices(): DeviceEntry[] {
    return [...this.#devices.values()];
  }

  /** Accepted devices of one connection. */
  devicesOf(connectionId: string): DeviceEntry[] {
    return this.devices().filter(
      ({ device }) => device.connectionId === connectionId && device.revokedAt === undefined,
    );
  }

  series(number: number): Series {
    return must(this.#byNumber.get(number), `series ${number}`);
  }

  seriesById(seriesId: string): Series | undefined {
    return this.allSeries().find((series) => series.id === seriesId);
  }

  allSeries(): Series[] {
    return [...this.#byNumber.values()];
  }

  /** The accepted device whose credentials these are. Takes as long whoever asks. */
  authenticate(user: string, secret: string): DeviceEntry | undefined {
    const matches = this.#credentials.match(user, secret);
    const entry = this.#devices.get(user);
    return matches && entry?.device.revokedAt === undefined ? entry : undefined;
  }

  /** The device of a configured source, accepted by that act; with an asset of its name, so that it is seen. */
  own(connection: Connection, address: string, name: string): DeviceEntry {
    const known = this.at(connection.id, address);
    if (known) return known;
    const revoked = this.devices().some(
      ({ device }) => device.connectionId === connection.id && device.address === address,
    );
    if (revoked) {
      throw new MusubiError('caller', 'device.revoked', `device ${name} was revoked`, { details: { name } });
    }
    const now = this.#parts.clock.now();
    const { simulated } = connection;
    const asset: Asset = { id: newId('ast'), name, kind: 'machine', simulated, createdAt: now };
    const device: Device = {
      id: newId('dev'),
      name,
      assetId: asset.id,
      connectionId: connection.id,
      address,
      profile: {},
      silentAfterMs: 60_000,
      simulated,
      acceptedAt: now,
      acceptedBy: 'system',
    };
    this.#pending.queue([put(assetRecord, asset.id, asset), put(deviceRecord, device.id, device)], () =>
      this.#parts.facts.tell('deviceAccepted', { deviceId: device.id }),
    );
    return this.#keep(device);
  }

  /** Takes over a device that is durable now. */
  accept(device: Device, credential?: DeviceCredential): DeviceHandle {
    const entry = this.#keep(device);
    if (credential) this.#credentials.learn(credential);
    this.#parts.facts.tell('deviceAccepted', { deviceId: device.id });
    return entry;
  }

  /** Takes over a changed device that is durable now. */
  changeDevice(device: Device): void {
    must(this.#devices.get(device.id), device.id).device = device;
  }

  credentialsOf(deviceId: string): readonly DeviceCredential[] {
    return this.#credentials.of(deviceId);
  }

  /** Cuts a device off, at once and for ever. Its credentials are worth nothing from here on. */
  revoke(device: Device): void {
    const entry = must(this.#devices.get(device.id), device.id);
    this.#byAddress.delete(placeOf(device.connectionId, device.address));
    this.#credentials.forget(device.id);
    entry.revoke(device);
    this.#parts.facts.tell('deviceRevoked', { deviceId: device.id });
  }

  /** Forgets a revoked device and its series; their numbers are not given again. */
  forget(deviceId: string): void {
    const entry = must(this.#devices.get(deviceId), deviceId);
    for (const series of entry.allSeries()) this.#byNumber.delete(series.number);
    this.#devices.delete(deviceId);
  }

  /** Takes over a changed series that is durable now. */
  changeSeries(series: Series): void {
    this.#remember(series);
    this.#parts.facts.tell('seriesChanged', { seriesId: series.id });
  }

  /** The further series `<key>#<suffix>` that a filter writes. */
  derivedSeries(of: Series, suffix: string, unit = of.unit): number {
    const entry = must(this.#devices.get(of.deviceId), of.deviceId);
    const key = `${of.key}#${suffix}`;
    const known = entry.find(key);
    if (known) return known.number;
    const name = `${of.name} ${suffix}`.slice(0, 120);
    return this.addSeries(entry, key, { kind: suffix === 'raw' ? of.kind : 'number', unit, name });
  }

  /** A new series of a device; in memory at once, durable with the next `save`. */
  addSeries(entry: DeviceEntry, key: string, hint: SeriesHint): number {
    if (entry.seriesCount >= MOST_SERIES_PER_DEVICE) {
      throw new MusubiError(
        'device',
        'device.too-many-series',
        `${entry.device.name} names too many series`,
        {
          details: { name: entry.device.name, most: MOST_SERIES_PER_DEVICE },
        },
      );
    }
    const series = this.#newSeries(entry, key, hint);
    this.#remember(series);
    this.#pending.queue(
      [
        put(seriesRecord, series.id, series),
        put(seriesNumberingRecord, 'series', { highest: this.#highest }),
      ],
      () => this.#parts.facts.tell('seriesAdded', { seriesId: series.id, number: series.number }),
    );
    return series.number;
  }

  /** The first reading that says something of its kind decides. */
  settleKind(series: Series, hint: SeriesHint): void {
    const { kindProvisional: _, ...settled } = series;
    const guess = guessQuantity(series.key, this.#parts.language);
    const decided = { ...settled, ...kindAndUnit(hint, guess) };
    this.#remember(decided);
    this.#pending.queue([put(seriesRecord, series.id, decided)], () =>
      this.#parts.facts.tell('seriesChanged', { seriesId: series.id }),
    );
  }

  #newSeries(entry: DeviceEntry, key: string, hint: SeriesHint): Series {
    const guess = guessQuantity(key, this.#parts.language);
    return {
      id: newId('ser'),
      number: ++this.#highest,
      deviceId: entry.deviceId,
      key,
      name: (hint.name?.trim() || guess.name).slice(0, 120),
      ...kindAndUnit(hint, guess),
      ...(hint.provisional ? { kindProvisional: true } : {}),
      ...(hint.expectedEveryMs === undefined
        ? {}
        : { expectedEveryMs: Math.max(1, Math.round(hint.expectedEveryMs)) }),
      simulated: entry.device.simulated,
      createdAt: this.#parts.clock.now(),
    };
  }

  #remember(series: Series): void {
    this.#byNumber.set(series.number, series);
    this.#devices.get(series.deviceId)?.know(series);
    this.#onSeries(series);
  }

  #keep(device: Device): DeviceEntry {
    const entry = new DeviceEntry(device, this);
    this.#devices.set(device.id, entry);
    if (device.revokedAt === undefined)
      this.#byAddress.set(placeOf(device.connectionId, device.address), entry);
    else entry.revoke(device);
    return entry;
  }
}

function kindAndUnit(
  hint: SeriesHint,
  guess: ReturnType<typeof guessQuantity>,
): Pick<Series, 'kind' | 'unit' | 'isCounter'> {
  const isNumber = hint.kind === 'number';
  return {
    kind: hint.kind === 'text' && guess.isState ? 'state' : hint.kind,
    unit: (hint.unit ?? (isNumber ? guess.unit : '')).slice(0, 20),
    isCounter: hint.isCounter ?? (isNumber && guess.isCounter),
  };
}

function placeOf(connectionId: string, address: string): string {
  return `${connectionId}\n${address}`;
}
