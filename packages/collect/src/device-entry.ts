import { createHash } from 'node:crypto';
import type { Device, Series, ValueKind } from '@musubi/schema';
import type { DeviceHandle, SeriesHint } from './connector.ts';

/** What a device needs of the directory. */
export interface SeriesMaker {
  addSeries(entry: DeviceEntry, key: string, hint: SeriesHint): number;
  settleKind(series: Series, hint: SeriesHint): void;
  series(number: number): Series;
}

const LONGEST_KEY = 200;

/** An accepted device in memory, as connectors hold it. */
export class DeviceEntry implements DeviceHandle {
  /** Its newest record. */
  device: Device;
  readonly #maker: SeriesMaker;
  readonly #byKey = new Map<string, Series>();
  readonly #revocation = new AbortController();

  constructor(device: Device, maker: SeriesMaker) {
    this.device = device;
    this.#maker = maker;
  }

  get deviceId(): string {
    return this.device.id;
  }

  get address(): string {
    return this.device.address;
  }

  get revoked(): AbortSignal {
    return this.#revocation.signal;
  }

  get seriesCount(): number {
    return this.#byKey.size;
  }

  /** All series it has named so far. */
  allSeries(): Iterable<Series> {
    return this.#byKey.values();
  }

  series(key: string, hint: SeriesHint): number {
    const known = this.#byKey.get(key) ?? this.#byKey.get(storedKey(key));
    if (!known) return this.#maker.addSeries(this, storedKey(key), hint);
    if (known.kindProvisional && !hint.provisional) this.#maker.settleKind(known, hint);
    return known.number;
  }

  kind(series: number): ValueKind {
    return this.#maker.series(series).kind;
  }

  find(key: string): Series | undefined {
    return this.#byKey.get(storedKey(key));
  }

  /** Takes over a new or changed series of this device. */
  know(series: Series): void {
    this.#byKey.set(series.key, series);
  }

  /** Takes over the record of its revocation and tells whoever holds the device. */
  revoke(device: Device): void {
    this.device = device;
    this.#revocation.abort();
  }
}

/** A key as it is stored: too long a one is cut and stays apart from others by a hash. */
function storedKey(key: string): string {
  if (key === '') return 'value';
  if (key.length <= LONGEST_KEY) return key;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return `${key.slice(0, LONGEST_KEY - 13)}~${hash}`;
}
