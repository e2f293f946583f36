import type { Signal, SignalValue } from '../factory/signal.ts';

/** What a device says at one moment. */
export interface Message {
  time: number;
  values: Record<string, SignalValue>;
}

/** How often a device looks at its sensors. */
export const TICK_MS = 1_000;

/**
 * Decides at each tick which signals are due: measured ones at their pace, told ones when they changed. A sampler
 * is one device's memory of what it last said.
 */
export class Sampler {
  readonly #signals: readonly Signal[];
  #said = new Map<string, SignalValue>();
  #lastTime: number | undefined;

  constructor(signals: readonly Signal[]) {
    this.#signals = signals;
  }

  /** Says everything anew at the next tick, as after a reconnection. */
  forget(): void {
    this.#said = new Map();
  }

  /** What to say at `time`; undefined if nothing is due. */
  take(time: number): Message | undefined {
    const values: Record<string, SignalValue> = {};
    let any = false;
    for (const signal of this.#signals) {
      const value = this.#due(signal, time);
      if (value === undefined) continue;
      values[signal.key] = value;
      any = true;
    }
    this.#lastTime = time;
    return any ? { time, values } : undefined;
  }

  #due(signal: Signal, time: number): SignalValue | undefined {
    if (signal.everyMs === undefined) {
      const value = signal.at(time);
      if (value === undefined || value === this.#said.get(signal.key)) return undefined;
      this.#said.set(signal.key, value);
      return value;
    }
    const first = this.#lastTime === undefined;
    const before = Math.floor((this.#lastTime ?? time) / signal.everyMs);
    return first || Math.floor(time / signal.everyMs) > before ? signal.at(time) : undefined;
  }
}
