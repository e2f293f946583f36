import type { Clock } from '@musubi/base';

/** At most so many takings of one name in one second; forgets a second when it is over. */
export class PerSecondLimit {
  readonly #most: number;
  readonly #clock: Clock;
  #second = -1;
  #taken = new Map<string, number>();

  constructor(most: number, clock: Clock) {
    this.#most = most;
    this.#clock = clock;
  }

  take(name: string): boolean {
    const second = Math.floor(this.#clock.monotonic() / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#taken.clear();
    }
    const taken = (this.#taken.get(name) ?? 0) + 1;
    this.#taken.set(name, taken);
    return taken <= this.#most;
  }
}
