import { type Clock, MusubiError, newId } from '@musubi/base';
import { type Change, put, type Quarantined, quarantinedRecord, type Records, remove } from '@musubi/schema';
import { type Actor, done } from '../actor.ts';
import type { Delivered, Refuse } from '../connector.ts';

export interface QuarantineParts {
  records: Records;
  clock: Clock;
  /** Waiting deliveries kept at most; above it the oldest are dismissed, counted and shown. */
  most?: number;
}

const DEFAULT_MOST = 1_000;
const LARGEST_RAW = 64 * 1_024;

type State = Quarantined['state'];

/** What is known of an entry without its raw bytes, so that all of them fit into memory. */
interface Known {
  id: string;
  receivedAt: number;
}

/** Deliveries that could not be read: whole, durable, with the reason, until a person replays or dismisses them. */
export class Quarantine {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #most: number;
  /** Oldest first. */
  readonly #waiting: Known[] = [];
  readonly #settled: Known[] = [];
  #dismissedByLimit = 0;

  private constructor(parts: QuarantineParts) {
    this.#records = parts.records;
    this.#clock = parts.clock;
    this.#most = parts.most ?? DEFAULT_MOST;
  }

  static async open(parts: QuarantineParts): Promise<Quarantine> {
    const quarantine = new Quarantine(parts);
    const entries = (await parts.records.list(quarantinedRecord)).map(({ value }) => value);
    entries.sort((a, b) => a.receivedAt - b.receivedAt);
    for (const { id, receivedAt, state } of entries) {
      (state === 'waiting' ? quarantine.#waiting : quarantine.#settled).push({ id, receivedAt });
    }
    return quarantine;
  }

  /** Waiting deliveries that the limit dismissed since the program's start. */
  get dismissedByLimit(): number {
    return this.#dismissedByLimit;
  }

  /** Resolves when the delivery is durable. More than 64 KiB of it are not kept; its true size is. */
  async keep(connectionId: string, refused: Refuse): Promise<void> {
    const kept = refused.raw.subarray(0, LARGEST_RAW);
    const entry: Quarantined = {
      id: newId('qua'),
      connectionId,
      address: refused.address.slice(0, 200),
      receivedAt: this.#clock.now(),
      reason: refused.reason,
      detail: refused.detail.slice(0, 500),
      raw: Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength).toString('base64'),
      rawBytes: refused.raw.byteLength,
      state: 'waiting',
    };
    this.#waiting.push({ id: entry.id, receivedAt: entry.receivedAt });
    await this.#records.write([put(quarantinedRecord, entry.id, entry)]);
    while (this.#waiting.length > this.#most) await this.#dismissOldest();
  }

  /** Newest first. */
  async list(state: State, connectionId?: string): Promise<Quarantined[]> {
    const stored = await this.#records.list(quarantinedRecord, {
      where: { state, ...(connectionId === undefined ? {} : { connectionId }) },
    });
    return stored.map(({ value }) => value).sort((a, b) => b.receivedAt - a.receivedAt);
  }

  async dismiss(id: string, by: Actor): Promise<void> {
    const entry = await this.#waitingEntry(id);
    const act = done(by, 'quarantine.dismissed', id, { reason: entry.reason });
    await this.#records.writeAudited([decided(entry, 'dismissed')], act);
    await this.#settle(entry);
  }

  /** Reads a delivery again by `read`; what still can't be read stays where it is. */
  async replay(
    id: string,
    by: Actor,
    read: (raw: Uint8Array, entry: Quarantined) => Promise<Delivered>,
  ): Promise<{ stored: number; state: 'waiting' | 'replayed' }> {
    const entry = await this.#waitingEntry(id);
    const raw = Buffer.from(entry.raw, 'base64');
    if (raw.byteLength < entry.rawBytes) {
      throw new MusubiError('caller', 'quarantine.too-large', `only ${raw.byteLength} bytes are kept`, {
        details: { bytes: entry.rawBytes },
      });
    }
    let delivered: Delivered;
    try {
      delivered = await read(raw, entry);
    } catch (error) {
      if (error instanceof MusubiError && error.fault === 'device') return { stored: 0, state: 'waiting' };
      throw error;
    }
    const act = done(by, 'quarantine.replayed', id, { stored: delivered.stored });
    await this.#records.writeAudited([decided(entry, 'replayed')], act);
    await this.#settle(entry);
    return { stored: delivered.stored, state: 'replayed' };
  }

  async #waitingEntry(id: string): Promise<Quarantined> {
    const entry = (await this.#records.get(quarantinedRecord, id))?.value;
    if (entry?.state !== 'waiting') {
      throw new MusubiError('caller', 'quarantine.not-found', `no waiting delivery ${id}`);
    }
    return entry;
  }

  async #dismissOldest(): Promise<void> {
    const oldest = this.#waiting.shift();
    const entry = oldest && (await this.#records.get(quarantinedRecord, oldest.id))?.value;
    if (entry?.state !== 'waiting') return;
    this.#dismissedByLimit++;
    await this.#records.write([decided(entry, 'dismissed')]);
    await this.#settle(entry);
  }

  /** What is decided is kept for a while too, and then goes. */
  async #settle({ id, receivedAt }: Known): Promise<void> {
    const at = this.#waiting.findIndex((known) => known.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#settled.push({ id, receivedAt });
    const gone = this.#settled.splice(0, Math.max(0, this.#settled.length - this.#most));
    if (gone.length > 0) await this.#records.write(gone.map((known) => remove(quarantinedRecord, known.id)));
  }
}

function decided(entry: Quarantined, state: State): Change {
  return put(quarantinedRecord, entry.id, { ...entry, state });
}
