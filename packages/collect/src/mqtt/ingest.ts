import { MusubiError, reasonOf } from '@musubi/base';
import { BatchBuilder, type ReadingBatch } from '@musubi/schema';
import type { ConnectorContext, DeviceHandle, Refuse } from '../connector.ts';
import type { ArrivalStamps } from '../payload/arrival-stamps.ts';
import type { Delivery } from '../payload/delivery.ts';
import { readPayload } from '../payload/payload.ts';

/** How a message is acknowledged: by its id on the fast way, by a callback on the relay's; 0 for none. */
export type Acknowledgement = number | ((error?: Error) => void);

/** One message as it came. */
export interface Arrived {
  device: DeviceHandle;
  /** Names it in quarantine, so that a replay finds its device and series. */
  address: string;
  /** Where below the device it was published: names its series. */
  path: string;
  payload: Buffer;
  /** Kept by the broker and sent again: only what carries its own time is a reading, else the old would seem new. */
  isRetained?: boolean;
}

/** The messages of one turn of the loop, durable together. */
interface Turn {
  batches: { device: DeviceHandle; batch: ReadingBatch }[];
  refused: Refuse[];
  acknowledgements: Acknowledgement[];
  durable: boolean;
}

/** Turns of one connection that may be on their way to the disk at once; what comes meanwhile is gathered. */
const MOST_TURNS = 4;
/** Gathered messages from which on the connection is no longer read. */
const MOST_GATHERED = 4_096;

/**
 * The way of one connection's messages to the store. Messages of a turn become one batch; they are acknowledged when they
 * are durable, in the order they came (MQTT 3.1.1, 4.6).
 */
export class Ingest {
  readonly #context: ConnectorContext;
  readonly #stamps: ArrivalStamps;
  readonly #answer: { acknowledge: (messageIds: number[]) => void; fail: (error: unknown) => void };
  readonly #turns: Turn[] = [];
  #deliveries = new Map<DeviceHandle, Delivery>();
  #refused: Refuse[] = [];
  #acknowledgements: Acknowledgement[] = [];
  #expected = 8;
  #soon = false;
  #failed: MusubiError | undefined;
  #idle: (() => void)[] = [];

  constructor(
    context: ConnectorContext,
    stamps: ArrivalStamps,
    answer: { acknowledge: (messageIds: number[]) => void; fail: (error: unknown) => void },
  ) {
    this.#context = context;
    this.#stamps = stamps;
    this.#answer = answer;
  }

  /** True while so much is gathered that the sender should wait. */
  get full(): boolean {
    return this.#acknowledgements.length >= MOST_GATHERED;
  }

  /** True while something is not yet durable. */
  get busy(): boolean {
    return this.#acknowledgements.length > 0 || this.#turns.length > 0;
  }

  /** Takes one message. */
  add(arrived: Arrived, acknowledgement: Acknowledgement): void {
    if (this.#failed) {
      if (typeof acknowledgement === 'function') acknowledgement(this.#failed);
      return;
    }
    const delivery = this.#deliveryOf(arrived.device);
    delivery.ownTimeOnly = arrived.isRetained ?? false;
    const refused = readPayload(arrived.payload, arrived.path, delivery);
    if (refused) {
      // The raw is copied: it lies in the socket's chunk, which would be kept as long as it.
      const raw = Uint8Array.from(refused.raw);
      this.#refused.push({ ...refused, address: arrived.address.slice(0, 200), raw });
      delivery.refused.length = 0;
    }
    this.#acknowledgements.push(acknowledgement);
  }

  #deliveryOf(device: DeviceHandle): Delivery {
    const known = this.#deliveries.get(device);
    if (known) return known;
    const delivery: Delivery = {
      device,
      builder: new BatchBuilder(this.#expected),
      received: this.#context.clock.now(),
      stamps: this.#stamps,
      refused: [],
    };
    this.#deliveries.set(device, delivery);
    return delivery;
  }

  /** Ends the turn once the present chunk has been read by whoever reads it. */
  flushSoon(): void {
    if (this.#soon) return;
    this.#soon = true;
    setImmediate(() => {
      this.#soon = false;
      this.flush();
    });
  }

  /** Ends the turn: what was gathered goes to the store. */
  flush(): void {
    if (this.#acknowledgements.length === 0 || this.#turns.length >= MOST_TURNS || this.#failed) return;
    const batches = [...this.#deliveries.values()]
      .filter(({ builder }) => builder.length > 0)
      .map(({ device, builder }) => ({ device, batch: builder.take() }));
    const turn: Turn = {
      batches,
      refused: this.#refused,
      acknowledgements: this.#acknowledgements,
      durable: false,
    };
    this.#expected = Math.max(8, Math.min(4_096, batches[0]?.batch.length ?? 0));
    this.#deliveries = new Map();
    this.#refused = [];
    this.#acknowledgements = [];
    this.#turns.push(turn);
    void this.#keep(turn);
  }

  /** Resolves when all that was taken is durable and acknowledged, or has failed. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.busy && !this.#failed) this.#idle.push(resolve);
      else resolve();
    });
  }

  async #keep(turn: Turn): Promise<void> {
    try {
      for (const refused of turn.refused) await this.#context.quarantine(refused);
      await Promise.all(turn.batches.map(({ batch, device }) => this.#context.emit(batch, device)));
    } catch (error) {
      this.#fail(error);
      return;
    }
    turn.durable = true;
    this.#acknowledge();
    this.flush();
    if (!this.busy) this.#settle();
  }

  #acknowledge(): void {
    const messageIds: number[] = [];
    while (this.#turns[0]?.durable && !this.#failed) {
      for (const acknowledgement of this.#turns.shift()!.acknowledgements) {
        if (typeof acknowledgement === 'function') acknowledgement();
        else if (acknowledgement > 0) messageIds.push(acknowledgement);
      }
    }
    if (messageIds.length > 0) this.#answer.acknowledge(messageIds);
  }

  /** Nothing that was not durable is acknowledged: the connection is cut and what it brought comes again. */
  #fail(error: unknown): void {
    if (this.#failed) return;
    const reason = new MusubiError('us', 'mqtt.not-kept', reasonOf(error), { cause: error });
    this.#failed = reason;
    for (const { acknowledgements } of [...this.#turns, { acknowledgements: this.#acknowledgements }]) {
      for (const acknowledgement of acknowledgements) {
        if (typeof acknowledgement === 'function') acknowledgement(reason);
      }
    }
    this.#answer.fail(error);
    this.#settle();
  }

  #settle(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
