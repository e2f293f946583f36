import { must } from '@musubi/base';
import { productionDay } from './calendar.ts';
import { type CycleMachine, indexAt } from './cycle-machine.ts';
import { DaySums } from './day-sums.ts';
import type { MachineState, WorkInterval } from './machine-state.ts';

/** Mean kW in each state. */
export type PowerOfState = Readonly<Record<MachineState, number>>;

/** The energy one machine took since the start of the year, as a function of time. */
export class MachineEnergy {
  readonly #machine: CycleMachine;
  readonly #kw: PowerOfState;
  readonly #before: DaySums;
  readonly #starts = new WeakMap<readonly WorkInterval[], Float64Array>();

  constructor(machine: CycleMachine, kw: PowerOfState) {
    this.#machine = machine;
    this.#kw = kw;
    this.#before = new DaySums('year', (day) =>
      must(this.#startsOf(machine.day(day)).at(-1), 'energy of the day'),
    );
  }

  kwAt(time: number): number {
    return this.#kw[this.#machine.at(time).state];
  }

  /** kWh since the production year's start. */
  at(time: number): number {
    const day = productionDay(this.#machine.parameters.calendar, time);
    const intervals = this.#machine.day(day);
    const index = indexAt(intervals, time);
    const interval = intervals[index]!;
    const today = this.#startsOf(intervals)[index]!;
    return this.#before.before(day) + today + this.#kw[interval.state] * hours(time - interval.from);
  }

  /** kWh of the day up to the start of each interval, and of the whole day last. */
  #startsOf(intervals: readonly WorkInterval[]): Float64Array {
    const known = this.#starts.get(intervals);
    if (known) return known;
    const starts = new Float64Array(intervals.length + 1);
    intervals.forEach((interval, i) => {
      starts[i + 1] = starts[i]! + this.#kw[interval.state] * hours(interval.to - interval.from);
    });
    this.#starts.set(intervals, starts);
    return starts;
  }
}

function hours(ms: number): number {
  return ms / 3_600_000;
}
