import { type BatchBuilder, Quality, type ReadingBatch } from '@musubi/schema';
import { type Filter, type HeldReading, hasNumber, heldReading, hold, release } from './filter.ts';
import { median, robustSigma } from './median.ts';

/** A suspect that nothing follows is released after this, as it came. */
const LONGEST_HOLD_MS = 10_000;

/**
 * Hampel: marks a number further than `sigmas` robust standard deviations from the median of its window as a spike;
 * it is kept as it came, never replaced. What lies within the readings before it passes at once. A suspect waits for
 * the half window after it, which tells a spike from a step; up to that many readings are held meanwhile.
 */
export function spikeFilter(step: { window: number; sigmas: number }): Filter {
  return new Hampel(step.window, step.sigmas);
}

class Hampel implements Filter {
  readonly #half: number;
  readonly #memory: number;
  readonly #sigmas: number;
  /** Numbers before the first suspect, oldest first, spikes left out. */
  #before: number[] = [];
  #suspects: HeldReading[] = [];

  constructor(window: number, sigmas: number) {
    this.#half = window >> 1;
    this.#memory = this.#half * 2;
    this.#sigmas = sigmas;
  }

  push(rows: ReadingBatch, out: BatchBuilder): void {
    for (let i = 0; i < rows.length; i++) {
      if (!hasNumber(rows, i)) {
        this.flush(out);
        out.addRow(rows, i);
      } else if (this.#suspects.length === 0 && !this.#stands(rows.number[i]!, this.#before)) {
        out.addRow(rows, i);
        this.#remember(rows.number[i]!);
      } else {
        const suspect = heldReading();
        hold(suspect, rows, i);
        this.#suspects.push(suspect);
        if (this.#suspects.length > this.#half) this.#decide(out);
      }
    }
  }

  tick(now: number, out: BatchBuilder): void {
    const first = this.#suspects[0];
    if (first && now - first.received >= LONGEST_HOLD_MS) this.#releaseAll(out);
  }

  flush(out: BatchBuilder): void {
    this.#releaseAll(out);
    this.#before = [];
  }

  /** Whether `value` stands out of `others` and itself. */
  #stands(value: number, others: readonly number[]): boolean {
    if (others.length < this.#half) return false;
    const window = [...others, value];
    const centre = median(window);
    return Math.abs(value - centre) > this.#sigmas * robustSigma(window, centre);
  }

  /** Decides about the first suspect, and about those after it that no longer look like one. */
  #decide(out: BatchBuilder): void {
    const first = this.#suspects.shift()!;
    const after = this.#suspects.map((suspect) => suspect.number);
    const isSpike = this.#stands(first.number, [...this.#before.slice(-this.#half), ...after]);
    release(first, out, isSpike ? Quality.Spike : first.quality);
    if (!isSpike) this.#remember(first.number);
    while (this.#suspects.length > 0 && !this.#stands(this.#suspects[0]!.number, this.#before)) {
      const next = this.#suspects.shift()!;
      release(next, out);
      this.#remember(next.number);
    }
  }

  #releaseAll(out: BatchBuilder): void {
    for (const suspect of this.#suspects) {
      release(suspect, out);
      this.#remember(suspect.number);
    }
    this.#suspects = [];
  }

  #remember(value: number): void {
    this.#before.push(value);
    if (this.#before.length > this.#memory) this.#before.shift();
  }
}
