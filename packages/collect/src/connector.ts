import type { Clock, Log, Random } from '@musubi/base';
import type { ReadingBatch, ValueKind } from '@musubi/schema';
import type { z } from 'zod';

/** What a connector knows of a quantity when it first meets it. */
export interface SeriesHint {
  kind: ValueKind;
  /** The value said nothing of its kind (null, UNAVAILABLE): the first hint that knows decides, until then `kind`. */
  provisional?: boolean;
  unit?: string;
  name?: string;
  expectedEveryMs?: number;
  isCounter?: boolean;
}

/** A device as its connector meets it. */
export interface DeviceHandle {
  readonly deviceId: string;
  /** How its connection knows it (`Device.address`). */
  readonly address: string;
  /**
   * The number of the series `key` of this device, made at its first use. Synchronous and cheap: it is called for
   * each value. The new series is durable no later than the first reading of it is acknowledged.
   */
  series(key: string, hint: SeriesHint): number;
  /** The kind of one of its series, as its first reading or a person decided; values are written by it. */
  kind(series: number): ValueKind;
  /** Aborts as soon as the device is revoked: cut its connection, nothing of it is taken any more. */
  readonly revoked: AbortSignal;
}

/** A delivery that could not be read, kept whole for replay. */
export interface Refuse {
  address: string;
  raw: Uint8Array;
  /** Stable code, `payload.not-json`. */
  reason: string;
  detail: string;
}

export interface Delivered {
  stored: number;
  duplicates: number;
}

/** What the runner gives a connector. Everything the world is made of comes in here. */
export interface ConnectorContext {
  readonly connectionId: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The accepted device at `address`, or undefined: then nothing of it may be delivered (see `found`). */
  device(address: string): DeviceHandle | undefined;
  /** As `device`, for connections to a source that a person configured: its devices are accepted by that act. */
  ownDevice(address: string, name: string): DeviceHandle;
  /** Checks a device's secret in constant time; the address of the accepted device it belongs to, or undefined. */
  authenticate(user: string, secret: string): DeviceHandle | undefined;
  /** Reports something unknown that asks to deliver; `sample` are raw key-value pairs for the suggestion. */
  found(address: string, sample: Readonly<Record<string, unknown>>): void;
  /** Passes readings of one device on; resolves when they are durable, and only then may the source be acknowledged. */
  emit(batch: ReadingBatch, device: DeviceHandle): Promise<Delivered>;
  /** Keeps a delivery that can't be read; resolves when it is durable. */
  quarantine(refused: Refuse): Promise<void>;
  /** Keeps the original of an import whole; resolves with its SHA-256 when it is durable. */
  keepOriginal(content: AsyncIterable<Uint8Array>): Promise<string>;
  /** The source answers (connected, subscribed): not yet proof that data flows. */
  connected(): void;
  /**
   * The source answered a heartbeat of its protocol. Only for sources that speak on change alone: it keeps the
   * watchdog from taking their silence for a fault.
   */
  alive(): void;
  /** The link broke: every series of these devices (all, if none are named) is unknown from here on. */
  linkDown(devices?: readonly DeviceHandle[]): Promise<void>;
}

/** What the server lends to the connectors it brings itself. */
export interface ConnectorEffects {
  /** Certificate and key (PEM) of this installation for listeners of its own; undefined while there is none. */
  certificate?(): Promise<{ cert: string; key: string } | undefined>;
}

/** One way in. Adding one touches its folder and one line of the registry. */
export interface Connector<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly title: { readonly ja: string; readonly en: string };
  readonly summary: { readonly ja: string; readonly en: string };
  /** Settings with descriptions; the form, its checks, the help and the masking of secrets come from it. */
  readonly settings: S;
  /** False for those the product brings itself, once. */
  readonly addable: boolean;
  /**
   * True for those that wait for devices to call (the broker inside, the HTTP door): their devices get credentials
   * from the product, and silence is the devices' own, so the watchdog restarts nothing.
   */
  readonly listens?: boolean;
  /** True where nothing stays connected (a watched folder): silence is no fault, and there is no link that breaks. */
  readonly withoutLink?: boolean;
  /** Reads until `signal` aborts. A throw means: the runner reconnects with back-off. */
  run(settings: z.output<S>, context: ConnectorContext, signal: AbortSignal): Promise<void>;
}

/** A connector that can try settings without keeping them. Rejects with a MusubiError of fault `device` or `caller`. */
export interface Testable<S extends z.ZodType = z.ZodType> {
  test(
    settings: z.output<S>,
    effects: { clock: Clock },
    signal: AbortSignal,
  ): Promise<{ latencyMs: number; sample: { key: string; value: string }[] }>;
}

/** A connector that can list what a source offers. */
export interface Browsable<S extends z.ZodType = z.ZodType> {
  browse(
    settings: z.output<S>,
    path: string,
    signal: AbortSignal,
  ): Promise<{ path: string; leaf: boolean }[]>;
}

/** A connector that can fetch what a source kept while the link was down. */
export interface HistoryReader<S extends z.ZodType = z.ZodType> {
  readHistory(
    settings: z.output<S>,
    context: ConnectorContext,
    span: { from: number; to: number },
    signal: AbortSignal,
  ): Promise<void>;
}

/** A connector that reads one delivery again, out of quarantine. */
export interface Replayable {
  replay(raw: Uint8Array, address: string, context: ConnectorContext): Promise<Delivered>;
}

/** Marks a settings member as secret: stored, masked whenever settings are shown. */
export const SECRET = { secret: true } as const;

/** The metadata of a settings member: its title on the form in both languages. */
export function titled(ja: string, en: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { title: { ja, en }, ...more };
}

/** Types the settings once; returns what it is given. */
export function defineConnector<S extends z.ZodType, C extends Connector<S>>(connector: C & Connector<S>): C {
  return connector;
}
