import { median, readable } from './samples.ts';

/** What is promised of a figure: it must be reached; the aim is where we want to be. */
export interface Target {
  must: number;
  aim?: number;
  better: 'lower' | 'higher';
  /** `×` for ratios. */
  unit?: string;
}

/** Where a claim puts what it measured. */
export interface Report {
  /** A line of its own. */
  say(text: string): void;
  /** One contestant's measurements as median, least and most; answers the median. */
  figure(who: string, unit: string, values: readonly number[]): number;
  /** A ratio or figure beside what is promised of it. */
  hold(what: string, value: number, target: Target): void;
  /** Why a contestant is absent. */
  skip(who: string, reason: string): void;
}

const NAME_WIDTH = 46;

/** A report that prints, and counts the promises that were missed. */
export function printedReport(print: (line: string) => void): Report & { missed: string[] } {
  const missed: string[] = [];
  return {
    missed,
    say: (text) => print(`  ${text}`),
    figure(who, unit, values) {
      const middle = median(values);
      const range = `${readable(Math.min(...values))} - ${readable(Math.max(...values))}, n = ${values.length}`;
      const spread = values.length > 1 ? `  (${range})` : '';
      print(`  ${who.padEnd(NAME_WIDTH)} ${readable(middle).padStart(12)} ${unit}${spread}`);
      return middle;
    },
    hold(what, value, { must, aim, better, unit = '×' }) {
      const sign = better === 'lower' ? '≤' : '≥';
      const reached = (limit: number) => (better === 'lower' ? value <= limit : value >= limit);
      const aimed =
        aim === undefined ? '' : `, aim ${sign} ${aim} ${reached(aim) ? 'reached' : 'not reached'}`;
      if (!reached(must)) missed.push(`${what}: ${readable(value)} ${unit}, must ${sign} ${must}`);
      print(
        `  = ${what}: ${readable(value)} ${unit}  (must ${sign} ${must} ${reached(must) ? 'met' : 'MISSED'}${aimed})`,
      );
    },
    skip: (who, reason) => print(`  ${who.padEnd(NAME_WIDTH)} skipped: ${reason}`),
  };
}
