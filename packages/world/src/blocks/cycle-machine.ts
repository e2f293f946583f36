import { must } from '@musubi/base';
import { type Chance, chance } from '../chance.ts';
import { productionDay } from './calendar.ts';
import { cyclePosition } from './cycles.ts';
import { type WorkParameters, workOfDay } from './day-of-work.ts';
import { DaySums } from './day-sums.ts';
import type { MachineState, StateInterval, WorkInterval } from './machine-state.ts';
import { rejectsAmong } from './rejects.ts';

export interface CycleMachineParameters extends WorkParameters {
  id: string;
  /** On average one reject in this many pieces. */
  rejectOneIn: number;
  /** When someone sets the counters back to 0: the only planted resets. */
  countersRestart: 'week' | 'year';
  /** Pieces made per cycle (cavities of a mould). */
  piecesPerCycle: number;
}

export interface MachineMoment {
  state: MachineState;
  reason: string;
  interval: WorkInterval;
  /** Share of the present cycle that has passed; 0 unless running. */
  phase: number;
  /** Milliseconds of the last cycle that ended; 0 if none did for two days. */
  lastCycleMs: number;
  wear: number;
  /** Pieces since the counters' last restart. */
  good: number;
  reject: number;
}

/** Days kept at hand; a day holds some 200 intervals. */
const DAYS_KEPT = 12;

/**
 * A machine that works in cycles, as a function of time: the same seed gives the same life, read at any moment and
 * in any order. What it keeps is only what it has already worked out.
 */
export class CycleMachine {
  readonly parameters: CycleMachineParameters;
  readonly #chance: Chance;
  readonly #days = new Map<number, WorkInterval[]>();
  readonly #goodBefore: DaySums;
  readonly #rejectBefore: DaySums;
  #last: { time: number; moment: MachineMoment } | undefined;

  constructor(parameters: CycleMachineParameters, seed: number) {
    this.parameters = parameters;
    this.#chance = chance(seed, parameters.id);
    this.#goodBefore = new DaySums(parameters.countersRestart, (day) => this.#dayTotal(day).good);
    this.#rejectBefore = new DaySums(parameters.countersRestart, (day) => this.#dayTotal(day).reject);
  }

  at(time: number): MachineMoment {
    if (this.#last?.time === time) return this.#last.moment;
    const day = productionDay(this.parameters.calendar, time);
    const intervals = this.day(day);
    const index = indexAt(intervals, time);
    const interval = must(intervals[index], 'interval');
    const position = cyclePosition(interval, time, this.#chance);
    const pieces = this.#pieces(day, interval.cyclesBefore + position.done);
    const moment: MachineMoment = {
      state: interval.state,
      reason: interval.reason,
      interval,
      phase: position.phase,
      lastCycleMs: position.lastCycleMs || this.#cycleBefore(day, index),
      wear: interval.wear + interval.wearPerMs * (time - interval.from),
      good: this.#goodBefore.before(day) + pieces.good,
      reject: this.#rejectBefore.before(day) + pieces.reject,
    };
    this.#last = { time, moment };
    return moment;
  }

  /** The intervals of one production day, in order and without holes. */
  day(day: number): WorkInterval[] {
    const known = this.#days.get(day);
    if (known) return known;
    const made = workOfDay(this.parameters, day, this.#chance.seed(day));
    this.#days.set(day, made);
    if (this.#days.size > DAYS_KEPT) this.#days.delete(must(this.#days.keys().next().value, 'oldest day'));
    return made;
  }

  /** What it did in [from, to), the first and last interval cut to the span. */
  intervals(from: number, to: number): StateInterval[] {
    const { calendar } = this.parameters;
    const found: StateInterval[] = [];
    for (let day = productionDay(calendar, from); day <= productionDay(calendar, to - 1); day++) {
      for (const { from: start, to: end, state, reason } of this.day(day)) {
        if (end <= from || start >= to) continue;
        found.push({ from: Math.max(start, from), to: Math.min(end, to), state, reason });
      }
    }
    return found;
  }

  #pieces(day: number, cycles: number): { good: number; reject: number } {
    const { piecesPerCycle, rejectOneIn } = this.parameters;
    const reject = rejectsAmong(cycles * piecesPerCycle, rejectOneIn, day, this.#chance);
    return { good: cycles * piecesPerCycle - reject, reject };
  }

  /** The length of the last cycle that ended before interval `index`, looking back at most two days. */
  #cycleBefore(day: number, index: number): number {
    for (let past = day; past >= day - 2; past--) {
      const intervals = this.day(past);
      for (let i = (past === day ? index : intervals.length) - 1; i >= 0; i--) {
        const run = intervals[i]!;
        if (run.cycles > 0) return cyclePosition(run, run.to, this.#chance).lastCycleMs;
      }
    }
    return 0;
  }

  #dayTotal(day: number): { good: number; reject: number } {
    const last = must(this.day(day).at(-1), 'last interval');
    return this.#pieces(day, last.cyclesBefore + last.cycles);
  }
}

/** The place of the interval that holds `time`. */
export function indexAt(intervals: readonly StateInterval[], time: number): number {
  let low = 0;
  let high = intervals.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (intervals[middle]!.from <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
