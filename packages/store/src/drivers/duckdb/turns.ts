/** Lets one task after the other in; the next begins when the one before has ended, well or not. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task, task);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

/**
 * Readers pass together; a change waits until they have left and lets nobody in until it is done. It guards the
 * moment in which readings move from the hot table into a segment, which no reader may see half done.
 */
export class Passage {
  #readers = 0;
  #changing: Promise<void> | undefined;
  #empty: (() => void) | undefined;
  readonly #changes = new Turns();

  async read<T>(task: () => Promise<T>): Promise<T> {
    while (this.#changing) await this.#changing;
    this.#readers++;
    try {
      return await task();
    } finally {
      this.#readers--;
      if (this.#readers === 0) this.#empty?.();
    }
  }

  change<T>(task: () => Promise<T>): Promise<T> {
    return this.#changes.take(async () => {
      let finish = () => {};
      this.#changing = new Promise((resolve) => {
        finish = resolve;
      });
      try {
        if (this.#readers > 0) {
          await new Promise<void>((resolve) => {
            this.#empty = resolve;
          });
        }
        return await task();
      } finally {
        this.#empty = undefined;
        this.#changing = undefined;
        finish();
      }
    });
  }
}
