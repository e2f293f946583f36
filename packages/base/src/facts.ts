import { reasonOf } from './errors.ts';
import type { Log } from './log.ts';

/**
 * The one bus of facts. A fact is a past-tense name of a typed map (`readingsStored`); a listener that throws is
 * logged and never stops the others.
 */
export class Facts<Map extends object> {
  readonly #log: Log;
  readonly #listeners = new globalThis.Map<keyof Map, Set<(fact: never) => void>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Returns the function that ends the listening. */
  on<Name extends keyof Map>(name: Name, listener: (fact: Map[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (fact: never) => void);
    return () => listeners.delete(listener as (fact: never) => void);
  }

  tell<Name extends keyof Map>(name: Name, fact: Map[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as (fact: Map[Name]) => void)(fact);
      } catch (error) {
        this.#log.error('listener failed', { fact: String(name), reason: reasonOf(error) });
      }
    }
  }
}
