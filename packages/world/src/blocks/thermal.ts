import type { Chance } from '../chance.ts';
import { type Calendar, DAY, productionDay } from './calendar.ts';
import { type CycleMachine, indexAt } from './cycle-machine.ts';
import type { MachineState, WorkInterval } from './machine-state.ts';

export interface ThermalParameters {
  /** Kelvin above the room that each state would reach in the end. */
  riseOf: Readonly<Record<MachineState, number>>;
  /** Time constant of the RC body, minutes. */
  minutes: number;
}

/** A body that follows its machine's load as an RC element: exact between state changes, so free of any step width. */
export class ThermalBody {
  readonly #machine: CycleMachine;
  readonly #parameters: ThermalParameters;
  readonly #starts = new Map<number, Float64Array>();

  constructor(machine: CycleMachine, parameters: ThermalParameters) {
    this.#machine = machine;
    this.#parameters = parameters;
  }

  /** Kelvin above the room at `time`. */
  riseAt(time: number): number {
    const day = productionDay(this.#machine.parameters.calendar, time);
    const intervals = this.#machine.day(day);
    const index = indexAt(intervals, time);
    const interval = intervals[index]!;
    return this.#follow(this.#startsOf(day, intervals)[index]!, interval.state, time - interval.from);
  }

  #follow(start: number, state: MachineState, forMs: number): number {
    const target = this.#parameters.riseOf[state];
    return target + (start - target) * Math.exp(-forMs / (this.#parameters.minutes * 60_000));
  }

  /** The rise at the start of each interval. The day before suffices: a day is many time constants. */
  #startsOf(day: number, intervals: readonly WorkInterval[]): Float64Array {
    const known = this.#starts.get(day);
    if (known) return known;
    let rise = 0;
    for (const before of this.#machine.day(day - 1))
      rise = this.#follow(rise, before.state, before.to - before.from);
    const starts = new Float64Array(intervals.length);
    intervals.forEach((interval, i) => {
      starts[i] = rise;
      rise = this.#follow(rise, interval.state, interval.to - interval.from);
    });
    this.#starts.set(day, starts);
    if (this.#starts.size > 12) this.#starts.delete(this.#starts.keys().next().value ?? day);
    return starts;
  }
}

export interface RoomClimate {
  /** Mean of the year, °C. */
  mean: number;
  /** Half the difference of summer and winter, K. */
  yearSwing: number;
  /** Half the difference of afternoon and dawn, K. */
  daySwing: number;
}

/** The temperature of a hall at `time`, °C: the year's and the day's curve and weather that changes from day to day. */
export function roomTemperature(
  climate: RoomClimate,
  calendar: Calendar,
  time: number,
  chance: Chance,
): number {
  const local = time + calendar.utcOffsetMinutes * 60_000;
  const days = local / DAY;
  // Warmest at the start of August (day 213) and at 15:00.
  const year = Math.cos((2 * Math.PI * (days - 213)) / 365.2425);
  const day = Math.cos(2 * Math.PI * (days - 15 / 24));
  const today = Math.floor(days);
  const share = days - today;
  const weather = chance.normal(today) * (1 - share) + chance.normal(today + 1) * share;
  return climate.mean + climate.yearSwing * year + climate.daySwing * day + 1.2 * weather;
}
