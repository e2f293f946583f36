import { type Clock, MusubiError } from '@musubi/base';

const FREE_FAILURES = 3;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Failures of one device with all logins together, before it has to wait too: several people share a tablet. */
const FREE_FAILURES_OF_ADDRESS = 10;
const FORGOTTEN_AFTER_MS = 60 * 60_000;
const MOST_REMEMBERED = 10_000;

interface Trail {
  failures: number;
  lastAt: number;
  waitUntil: number;
}

/** One attempt to log in; it counts as failed until it has succeeded. */
export interface Attempt {
  succeeded(): void;
  /** Whether this failure makes the next one wait. */
  readonly slowsDown: boolean;
}

/**
 * Slows down guessing: after three failures of one login from one address the waits double from one second to a
 * quarter of an hour, so ten guesses take four minutes. Nobody is locked out by what happens on another device.
 */
export class LogInPace {
  readonly #clock: Clock;
  readonly #trails = new Map<string, Trail>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Refused with `login.slow-down` while a wait runs; such an attempt is not counted. */
  begin(login: string, address: string): Attempt {
    const now = this.#clock.monotonic();
    const both = `${address} ${login}`;
    const waitUntil = Math.max(this.#waitUntil(both, now), this.#waitUntil(address, now));
    if (waitUntil > now) throw slowDown(waitUntil - now);
    const waits = [
      this.#count(both, FREE_FAILURES, now),
      this.#count(address, FREE_FAILURES_OF_ADDRESS, now),
    ];
    return {
      slowsDown: Math.max(...waits) > now,
      succeeded: () => {
        this.#trails.delete(both);
        // Taken back, not forgotten: an own account must not clear the way for guesses at others.
        this.#takeBack(address, now);
      },
    };
  }

  #waitUntil(key: string, now: number): number {
    const trail = this.#trails.get(key);
    if (trail && now - trail.lastAt > FORGOTTEN_AFTER_MS) this.#trails.delete(key);
    return this.#trails.get(key)?.waitUntil ?? 0;
  }

  #count(key: string, free: number, now: number): number {
    const failures = (this.#trails.get(key)?.failures ?? 0) + 1;
    const wait = failures < free ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (failures - free));
    // Deleted first, so that the map's order is that of the last attempts.
    this.#trails.delete(key);
    this.#trails.set(key, { failures, lastAt: now, waitUntil: now + wait });
    if (this.#trails.size > MOST_REMEMBERED) this.#forgetOldest();
    return now + wait;
  }

  #takeBack(key: string, now: number): void {
    const trail = this.#trails.get(key);
    if (trail) this.#trails.set(key, { ...trail, failures: trail.failures - 1, waitUntil: now });
  }

  #forgetOldest(): void {
    for (const key of this.#trails.keys()) {
      this.#trails.delete(key);
      return;
    }
  }
}

function slowDown(waitMs: number): MusubiError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new MusubiError('caller', 'login.slow-down', `wait ${seconds} s`, { details: { seconds } });
}
