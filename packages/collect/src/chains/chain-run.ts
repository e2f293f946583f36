import {
  BatchBuilder,
  emptyBatch,
  type FilterChain,
  type FilterStep,
  Quality,
  type ReadingBatch,
  textAt,
} from '@musubi/schema';
import { hasNumber } from '../filters/filter.ts';
import { createFilter, type Filter, type FilterContext } from '../filters/index.ts';
import { conversion } from '../filters/units.ts';
import { type Noise, noiseOf } from './noise.ts';

/** So many newest numbers are remembered to measure the noise. */
const NOISE_SAMPLE = 512;

/**
 * One version of a chain at work on one series. It starts clean, after a restart of the program too: filters then
 * compare with the first reading they see.
 */
export class ChainRun {
  readonly chain: FilterChain;
  readonly #filters: Filter[];
  readonly #between = new BatchBuilder(16);
  readonly #raw: number | undefined;
  readonly #sample = new Float64Array(NOISE_SAMPLE);
  #sampled = 0;
  /** Readings that went in, and that came out in the same series or those derived from it; raw copies not counted. */
  received = 0;
  kept = 0;

  constructor(chain: FilterChain, context: FilterContext) {
    this.chain = chain;
    this.#filters = chain.steps.map((step) => createFilter(step, context));
    this.#raw = chain.keepRaw ? context.derived('raw') : undefined;
  }

  push(rows: ReadingBatch, out: BatchBuilder): void {
    this.received += rows.length;
    this.#remember(rows);
    if (this.#raw !== undefined) copyAs(this.#raw, rows, out);
    let current = rows;
    const before = out.length;
    this.#filters.forEach((filter, i) => {
      const isLast = i === this.#filters.length - 1;
      filter.push(current, isLast ? out : this.#between);
      if (!isLast) current = this.#between.take();
    });
    this.kept += out.length - before;
  }

  /** Time passes: what was held long enough goes on through the later filters. */
  tick(now: number, out: BatchBuilder): void {
    this.#drain(out, (filter, to) => filter.tick?.(now, to));
  }

  /** What any filter holds goes out. */
  flush(out: BatchBuilder): void {
    this.#drain(out, (filter, to) => filter.flush(to));
  }

  /** Largest difference between a dropped reading and what the kept ones say; null where new values are computed. */
  get maxError(): number | null {
    return errorOf(this.chain.steps, this.#filters);
  }

  get noise(): Noise | null {
    const length = Math.min(this.#sampled, NOISE_SAMPLE);
    const oldest = this.#sampled > NOISE_SAMPLE ? this.#sampled % NOISE_SAMPLE : 0;
    return noiseOf(Float64Array.from({ length }, (_, i) => this.#sample[(oldest + i) % NOISE_SAMPLE]!));
  }

  #drain(out: BatchBuilder, release: (filter: Filter, to: BatchBuilder) => void): void {
    let carried = emptyBatch();
    const before = out.length;
    this.#filters.forEach((filter, i) => {
      const isLast = i === this.#filters.length - 1;
      const to = isLast ? out : this.#between;
      if (carried.length > 0) filter.push(carried, to);
      release(filter, to);
      if (!isLast && this.#between.length > 0) carried = this.#between.take();
      else if (!isLast) carried = emptyBatch();
    });
    this.kept += out.length - before;
  }

  #remember(rows: ReadingBatch): void {
    for (let i = 0; i < rows.length; i++) {
      if (hasNumber(rows, i)) this.#sample[this.#sampled++ % NOISE_SAMPLE] = rows.number[i]!;
    }
  }
}

/** The errors of the filters that drop, added up, in the unit of the chain's output. */
function errorOf(steps: readonly FilterStep[], filters: readonly Filter[]): number | null {
  let error = 0;
  for (const [i, step] of steps.entries()) {
    if (computes(step)) return null;
    if (step.filter === 'scale') error *= Math.abs(step.factor);
    else if (step.filter === 'unit') error *= Math.abs(conversion(step.from, step.to).factor);
    else error += filters[i]!.maxError ?? 0;
  }
  return error;
}

function computes(step: FilterStep): boolean {
  if (step.filter === 'resample') return step.method !== 'last';
  return ['counter-delta', 'window-features', 'mask', 'pseudonymise'].includes(step.filter);
}

function copyAs(series: number, rows: ReadingBatch, out: BatchBuilder): void {
  const { time, received, number, quality, sequence } = rows;
  for (let i = 0; i < rows.length; i++) {
    // A broken link is said to each series of the device by itself.
    if (quality[i] === Quality.LinkDown) continue;
    const text = textAt(rows, i);
    if (text === null) out.addNumber(series, time[i]!, received[i]!, number[i]!, quality[i]!, sequence[i]!);
    else out.addText(series, time[i]!, received[i]!, text, quality[i]!, sequence[i]!);
  }
}
