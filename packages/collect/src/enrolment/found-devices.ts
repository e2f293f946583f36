import { type Clock, type Facts, type Log, MusubiError, newId, reasonOf } from '@musubi/base';
import {
  type FactMap,
  type FoundDevice,
  foundDeviceRecord,
  type Language,
  put,
  type Records,
} from '@musubi/schema';
import { suggest } from './suggest.ts';

export interface FoundDevicesParts {
  records: Records;
  clock: Clock;
  facts: Facts<FactMap>;
  log: Log;
  language: Language;
}

/** A device that keeps asking changes its record no more often than this. */
const WRITE_EVERY_MS = 5_000;
/** Whoever invents addresses can't fill the disk. */
const MOST_FOUND = 500;

interface Known {
  device: FoundDevice;
  /** Monotonic time of the last write; undefined before the first. */
  writtenAt: number | undefined;
  changed: boolean;
}

/** What asks to deliver and isn't accepted: refused, remembered, and suggested to a person. */
export class FoundDevices {
  readonly #parts: FoundDevicesParts;
  readonly #known = new Map<string, Known>();
  #saving: Promise<void> | undefined;
  #overflowTold = false;

  private constructor(parts: FoundDevicesParts) {
    this.#parts = parts;
  }

  static async open(parts: FoundDevicesParts): Promise<FoundDevices> {
    const found = new FoundDevices(parts);
    for (const { value } of await parts.records.list(foundDeviceRecord)) {
      found.#known.set(keyOf(value), { device: value, writtenAt: undefined, changed: false });
    }
    return found;
  }

  /** Remembers an attempt. Cheap enough for every message of a device that doesn't give up. */
  attempt(connectionId: string, address: string, sample: Readonly<Record<string, unknown>>): void {
    const key = keyOf({ connectionId, address: address.slice(0, 200) });
    const known = this.#known.get(key);
    if (!known && this.#known.size >= MOST_FOUND) {
      if (!this.#overflowTold) this.#parts.log.warn('too many unknown devices, no more are remembered');
      this.#overflowTold = true;
      return;
    }
    const now = this.#parts.clock.now();
    const device = known?.device;
    const next: FoundDevice = {
      id: device?.id ?? newId('fnd'),
      connectionId,
      address: address.slice(0, 200),
      firstSeenAt: device?.firstSeenAt ?? now,
      lastSeenAt: now,
      attempts: (device?.attempts ?? 0) + 1,
      ...(device?.dismissedAt === undefined ? {} : { dismissedAt: device.dismissedAt }),
      suggestion: suggest(address, sample, device?.suggestion, this.#parts.language),
    };
    // The same object: a write that is under way marks it as written.
    if (known) Object.assign(known, { device: next, changed: true });
    else this.#known.set(key, { device: next, writtenAt: undefined, changed: true });
  }

  /** Those that wait for a decision, newest attempt first. */
  waiting(): FoundDevice[] {
    return [...this.#known.values()]
      .map(({ device }) => device)
      .filter(({ dismissedAt }) => dismissedAt === undefined)
      .sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  }

  /** The found device of this id, durable. Rejects with `device.not-found`. */
  async byId(id: string): Promise<FoundDevice> {
    const known = [...this.#known.values()].find(({ device }) => device.id === id);
    if (!known) throw new MusubiError('caller', 'device.not-found', `no found device ${id}`);
    if (known.writtenAt === undefined && known.changed) await this.save(true);
    return known.device;
  }

  /** Takes over what a person decided; undefined means that it is accepted and no longer found. */
  decided(device: FoundDevice, dismissed?: FoundDevice): void {
    const key = keyOf(device);
    if (!dismissed) this.#known.delete(key);
    else
      this.#known.set(key, { device: dismissed, writtenAt: this.#parts.clock.monotonic(), changed: false });
  }

  /** Writes what changed: new ones at once, others every few seconds. Called by the pulse of the runner. */
  async save(all = false): Promise<void> {
    // A save that is under way may have begun before the newest attempt.
    await this.#saving;
    this.#saving ??= this.#write(all).finally(() => {
      this.#saving = undefined;
    });
    await this.#saving;
  }

  async #write(all: boolean): Promise<void> {
    const now = this.#parts.clock.monotonic();
    const due = [...this.#known.values()].filter(
      ({ changed, writtenAt }) =>
        changed && (all || writtenAt === undefined || now - writtenAt >= WRITE_EVERY_MS),
    );
    if (due.length === 0) return;
    for (const known of due) known.changed = false;
    try {
      await this.#parts.records.write(due.map(({ device }) => put(foundDeviceRecord, device.id, device)));
    } catch (error) {
      for (const known of due) known.changed = true;
      this.#parts.log.warn('found devices could not be written', { reason: reasonOf(error) });
      return;
    }
    for (const known of due) {
      if (known.writtenAt === undefined) {
        this.#parts.facts.tell('deviceFound', { foundDeviceId: known.device.id });
      }
      known.writtenAt = now;
    }
  }
}

function keyOf({ connectionId, address }: { connectionId: string; address: string }): string {
  return `${connectionId}\n${address}`;
}
