import { startOfPeriod } from './calendar.ts';

/** The sum of a daily quantity from the start of the week or year up to a day; each day is worked out once. */
export class DaySums {
  readonly #period: 'week' | 'year';
  readonly #ofDay: (day: number) => number;
  readonly #known = new Map<number, number>();

  constructor(period: 'week' | 'year', ofDay: (day: number) => number) {
    this.#period = period;
    this.#ofDay = ofDay;
  }

  /** The sum over the days of the period before `day`. */
  before(day: number): number {
    const first = startOfPeriod(day, this.#period);
    let from = day;
    while (from > first && !this.#known.has(from)) from--;
    let sum = from === first ? 0 : this.#known.get(from)!;
    for (let past = from; past < day; past++) {
      sum += this.#ofDay(past);
      this.#known.set(past + 1, sum);
    }
    return sum;
  }
}
