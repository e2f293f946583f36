import { readIsoTime, type SourceTime } from '../../payload/source-time.ts';

/** SHDR stamps have 100 ns digits; the room below a tick is for repeats of one item at one stamp. */
const TICK_NS = 100;
const ROOM = 4_096;
/** Stamps per data item that are remembered to tell repeats apart. */
const REMEMBERED = 256;

/**
 * Reads the stamps of one connection. Every observation sent becomes a reading: time is the whole millisecond, sequence
 * the ticks within it and how often the item came with that very stamp. Both follow from the stream alone, so the same
 * stream delivered again gives the same keys and stores nothing twice.
 */
export class ShdrStamps {
  /** The moment that offset 0 of relative stamps means. */
  #base: number | undefined;
  readonly #seen = new Map<string, Map<string, number>>();

  /** The time a line's first field means: ISO 8601 (UTC), an offset in milliseconds, or nothing for the arrival. */
  read(field: string, received: number, into: SourceTime): boolean {
    const stamp = field.split('@', 1)[0]!.trim();
    if (stamp === '') {
      into.ms = received;
      into.ns = 0;
      return true;
    }
    if (/^\d+(\.\d+)?$/.test(stamp)) return this.#relative(Number(stamp), received, into);
    return readIsoTime(stamp, into, 'utc');
  }

  /** The sequence of an observation of `key` at this time. */
  sequence(key: string, { ms, ns }: SourceTime): number {
    const ticks = Math.floor(ns / TICK_NS);
    const stamps = this.#seen.get(key) ?? new Map<string, number>();
    this.#seen.set(key, stamps);
    const stamp = `${ms}.${ticks}`;
    const count = stamps.get(stamp) ?? 0;
    stamps.set(stamp, count + 1);
    if (stamps.size > REMEMBERED) stamps.delete(stamps.keys().next().value!);
    return ticks * ROOM + Math.min(count, ROOM - 1);
  }

  #relative(offset: number, received: number, into: SourceTime): boolean {
    this.#base ??= received - offset;
    setTime(this.#base + offset, into);
    return true;
  }
}

/** Sets milliseconds with a fraction, rounded to a tick. */
export function setTime(at: number, into: SourceTime): void {
  const ticks = Math.round(at * 10_000);
  into.ms = Math.floor(ticks / 10_000);
  into.ns = (ticks - into.ms * 10_000) * TICK_NS;
}
