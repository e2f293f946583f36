/**
 * What a device keeps until it is acknowledged: oldest first, bounded, the oldest dropped when full. This is the
 * store-and-forward of a good small device.
 */
export class Outbox<T> {
  readonly #limit: number;
  #items: T[] = [];
  #dropped = 0;
  #wake: (() => void) | undefined;

  constructor(limit = 7_200) {
    this.#limit = limit;
  }

  get waiting(): number {
    return this.#items.length;
  }

  get dropped(): number {
    return this.#dropped;
  }

  put(item: T): void {
    this.#items.push(item);
    if (this.#items.length > this.#limit) {
      this.#items.shift();
      this.#dropped++;
    }
    this.#wake?.();
  }

  /** The oldest `most` items; they stay until `done`. Waits for one; empty once `signal` aborts. */
  async peek(most: number, signal: AbortSignal): Promise<T[]> {
    if (this.#items.length === 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          signal.removeEventListener('abort', wake);
          this.#wake = undefined;
          resolve();
        };
        this.#wake = wake;
        signal.addEventListener('abort', wake, { once: true });
      });
    }
    return this.#items.slice(0, most);
  }

  /** These were acknowledged. */
  done(items: readonly T[]): void {
    const gone = new Set(items);
    this.#items = this.#items.filter((item) => !gone.has(item));
  }
}
