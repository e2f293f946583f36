import type { Clock } from '@musubi/base';
import { BatchBuilder, textAt } from '@musubi/schema';
import type { ConnectorContext } from '../../connector.ts';
import { ArrivalStamps } from '../../payload/arrival-stamps.ts';
import { type ImaginedDevice, imaginedDevice } from '../../payload/imagined-device.ts';
import { readPayload } from '../../payload/payload.ts';
import { TopicRights } from './topics.ts';

/** A stranger is refused at first; who comes back within this time may show a sample, so often at most. */
const COMES_BACK_MS = 10 * 60_000;
const SAMPLE_EVERY_MS = 60_000;
const MOST_STRANGERS = 500;
const MOST_GUESTS = 16;
/** What a guest may show before it is sent away. */
const MOST_MESSAGES = 20;
const MOST_BYTES = 64 * 1024;
export const GUEST_STAYS_MS = 10_000;

/**
 * Clients whose user nobody knows. The first time they are refused outright (so that a person at the device reads
 * «not authorized») and reported as found. A machine tries again by itself: then it may connect for some seconds and
 * publish, which is never acknowledged, forwarded or stored; only the names and last values of what it would send are
 * shown on the found page. Few guests at a time, once a minute each.
 */
export class WaitingRoom {
  readonly #clock: Clock;
  readonly #strangers = new Map<string, { seenAt: number; sampledAt: number }>();
  #guests = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True if this stranger may show a sample now. */
  admits(address: string): boolean {
    const now = this.#clock.monotonic();
    const known = this.#strangers.get(address);
    // Oldest first: a map keeps the order in which names came.
    this.#strangers.delete(address);
    if (this.#strangers.size >= MOST_STRANGERS) this.#strangers.delete(this.#strangers.keys().next().value!);
    const stranger = { seenAt: now, sampledAt: known?.sampledAt ?? Number.NEGATIVE_INFINITY };
    this.#strangers.set(address, stranger);
    if (!known || now - known.seenAt > COMES_BACK_MS) return false;
    if (now - stranger.sampledAt < SAMPLE_EVERY_MS || this.#guests >= MOST_GUESTS) return false;
    stranger.sampledAt = now;
    return true;
  }

  enter(address: string, ownNameTopics: boolean): Guest {
    this.#guests += 1;
    return new Guest(address, ownNameTopics, () => {
      this.#guests -= 1;
    });
  }
}

/** One stranger in the waiting room. */
export class Guest {
  readonly address: string;
  readonly #rights: TopicRights;
  readonly #leave: () => void;
  readonly #device: ImaginedDevice;
  readonly #sample: Record<string, unknown> = Object.create(null);
  #messages = 0;
  #bytes = 0;

  constructor(address: string, ownNameTopics: boolean, leave: () => void) {
    this.address = address;
    this.#device = imaginedDevice(address);
    this.#rights = new TopicRights(address, ownNameTopics);
    this.#leave = leave;
  }

  /** Looks at one message; false when enough was seen. */
  show(topic: string, payload: Buffer, now: number): boolean {
    this.#messages += 1;
    this.#bytes += payload.length;
    const builder = new BatchBuilder(16);
    const device = this.#device;
    const delivery = { device, builder, received: now, stamps: new ArrivalStamps(), refused: [] };
    readPayload(payload, this.#rights.path(topic) ?? topic, delivery);
    const batch = builder.take();
    for (let i = 0; i < batch.length; i++) {
      this.#sample[device.keyOf(batch.series[i]!)] = textAt(batch, i) ?? batch.number[i]!;
    }
    return this.#messages < MOST_MESSAGES && this.#bytes < MOST_BYTES;
  }

  /** Tells what was seen; called once, when the guest goes. */
  goes(context: ConnectorContext): void {
    this.#leave();
    if (this.#messages > 0) context.found(this.address, { ...this.#sample });
  }
}
