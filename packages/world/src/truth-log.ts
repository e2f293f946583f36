import type { StateInterval } from './blocks/machine-state.ts';

/** What really happened: the measure of everything the product says about a simulated world. */
export type Truth =
  | ({ kind: 'state'; machine: string } & StateInterval)
  | { kind: 'count'; machine: string; counter: string; time: number; value: number }
  | { kind: 'planted'; fault: PlantedFault; series: string; from: number; to: number; detail: string };

export type PlantedFault =
  | 'radio-loss'
  | 'duplicate'
  | 'clock-skew'
  | 'clock-jump'
  | 'counter-reset'
  | 'counter-wrap'
  | 'stuck-value'
  | 'spike'
  | 'not-a-number'
  | 'out-of-order'
  | 'link-cut';

/** Keeps truths in the order they are told and answers questions about them. */
export class TruthLog {
  readonly #truths: Truth[] = [];

  tell(truth: Truth): void {
    this.#truths.push(truth);
  }

  all(): readonly Truth[] {
    return this.#truths;
  }

  /** The states of a machine in [from, to), the first and last cut to the span. */
  states(machine: string, from: number, to: number): StateInterval[] {
    const found: StateInterval[] = [];
    for (const truth of this.#truths) {
      if (truth.kind !== 'state' || truth.machine !== machine || truth.to <= from || truth.from >= to)
        continue;
      const { state, reason } = truth;
      found.push({ from: Math.max(from, truth.from), to: Math.min(to, truth.to), state, reason });
    }
    return found.sort((a, b) => a.from - b.from);
  }

  /** Milliseconds in each state. */
  timeInState(machine: string, from: number, to: number): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const interval of this.states(machine, from, to)) {
      sums[interval.state] = (sums[interval.state] ?? 0) + interval.to - interval.from;
    }
    return sums;
  }

  /** The newest value of a counter told at or before `time`. */
  count(machine: string, counter: string, time: number): number | undefined {
    let newest: { time: number; value: number } | undefined;
    for (const truth of this.#truths) {
      if (truth.kind !== 'count' || truth.machine !== machine || truth.counter !== counter) continue;
      if (truth.time <= time && (!newest || truth.time >= newest.time)) newest = truth;
    }
    return newest?.value;
  }

  /** Planted faults of one kind, optionally of one series. */
  planted(fault: PlantedFault, series?: string): Extract<Truth, { kind: 'planted' }>[] {
    return this.#truths.filter(
      (truth): truth is Extract<Truth, { kind: 'planted' }> =>
        truth.kind === 'planted' &&
        truth.fault === fault &&
        (series === undefined || truth.series === series),
    );
  }
}
