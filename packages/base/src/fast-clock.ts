import type { Clock } from './clock.ts';

interface Sleeper {
  due: number;
  order: number;
  wake: () => void;
}

/** A clock that moves only when told to, so that tests and kits never wait for real time. */
export class FastClock implements Clock {
  #now: number;
  #elapsed = 0;
  #order = 0;
  #sleepers: Sleeper[] = [];

  constructor(startMs = Date.UTC(2026, 0, 5, 0, 0, 0)) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  /** Moves the wall clock alone, as a person or NTP would; durations are not touched. */
  jumpWall(byMs: number): void {
    this.#now += byMs;
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted || durationMs <= 0) return resolve();
      const sleeper: Sleeper = { due: this.#elapsed + durationMs, order: this.#order++, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener(
        'abort',
        () => {
          this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
          resolve();
        },
        { once: true },
      );
    });
  }

  /** Lets `durationMs` pass, waking sleepers in the order they are due, each with its consequences done first. */
  async advance(durationMs: number): Promise<void> {
    const end = this.#elapsed + durationMs;
    await settle();
    for (;;) {
      const next = this.#nextDue(end);
      if (!next) break;
      this.#moveTo(next.due);
      this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
      next.wake();
      await settle();
    }
    this.#moveTo(end);
  }

  #nextDue(end: number): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (sleeper.due > end) continue;
      if (!first || sleeper.due < first.due || (sleeper.due === first.due && sleeper.order < first.order)) {
        first = sleeper;
      }
    }
    return first;
  }

  #moveTo(elapsed: number): void {
    this.#now += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}

/** Promise chains of a few steps finish before the clock moves on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
