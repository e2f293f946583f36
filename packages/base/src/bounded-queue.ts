/**
 * A queue with a limit: `push` waits while it is full, so the producer stops reading its socket instead of
 * filling the memory. One consumer drains it with `take`.
 */
export class BoundedQueue<T> {
  readonly #limit: number;
  readonly #weigh: (item: T) => number;
  #items: T[] = [];
  #weight = 0;
  #waitingPush: (() => void)[] = [];
  #waitingTake: (() => void) | undefined;
  #closed = false;

  /** @param limit the total weight above which `push` waits; an item heavier than it still passes alone. */
  constructor(limit: number, weigh: (item: T) => number = () => 1) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  get weight(): number {
    return this.#weight;
  }

  async push(item: T): Promise<void> {
    const weight = this.#weigh(item);
    while (this.#weight > 0 && this.#weight + weight > this.#limit && !this.#closed) {
      await new Promise<void>((resolve) => this.#waitingPush.push(resolve));
    }
    this.#items.push(item);
    this.#weight += weight;
    this.#waitingTake?.();
  }

  /** All that waits now, oldest first; waits for one if there is none; empty once closed and drained. */
  async take(): Promise<T[]> {
    while (this.#items.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#waitingTake = resolve;
      });
      this.#waitingTake = undefined;
    }
    const items = this.#items;
    this.#items = [];
    this.#weight = 0;
    const waiting = this.#waitingPush;
    this.#waitingPush = [];
    for (const resume of waiting) resume();
    return items;
  }

  /** No one waits any longer; what is queued can still be taken. */
  close(): void {
    this.#closed = true;
    this.#waitingTake?.();
    for (const resume of this.#waitingPush) resume();
    this.#waitingPush = [];
  }
}
