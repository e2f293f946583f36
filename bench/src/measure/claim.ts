import { systemClock } from '@musubi/base';
import { describeMachine, loadWarning } from './machine.ts';
import { median, readable } from './samples.ts';

/** What is promised of a figure: it must be reached; the aim is where we want to be. */
export interface Target {
  must: number;
  aim?: number;
  better: 'lower' | 'higher';
  unit?: string;
}

/** Where a claim puts what it measured. */
export interface Report {
  /** Prints a line of its own. */
  say(text: string): void;
  /** Prints one contestant's measurements as median, least, most; answers the median. */
  figure(who: string, unit: string, values: readonly number[]): number;
  /** Prints a ratio or figure beside what is promised of it. */
  hold(what: string, value: number, target: Target): void;
  /** Says why a contestant is absent. */
  skip(who: string, reason: string): void;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

function verdict(value: number, limit: number, better: Target['better']): boolean {
  return better === 'lower' ? value <= limit : value >= limit;
}

const report: Report = {
  say: (text) => print(`  ${text}`),
  figure(who, unit, values) {
    const middle = median(values);
    const spread =
      values.length > 1
        ? `  (${readable(Math.min(...values))} - ${readable(Math.max(...values))}, n = ${values.length})`
        : '';
    print(`  ${who.padEnd(44)} ${readable(middle).padStart(12)} ${unit}${spread}`);
    return middle;
  },
  hold(what, value, { must, aim, better, unit = '×' }) {
    const sign = better === 'lower' ? '≤' : '≥';
    const aimText =
      aim === undefined
        ? ''
        : `, aim ${sign} ${aim} ${verdict(value, aim, better) ? 'reached' : 'not reached'}`;
    const word = verdict(value, must, better) ? 'met' : 'MISSED';
    print(`  = ${what}: ${readable(value)} ${unit}  (must ${sign} ${must} ${word}${aimText})`);
  },
  skip: (who, reason) => print(`  ${who.padEnd(44)}      skipped: ${reason}`),
};

/** Runs one claim: prints the machine, what is measured, the figures, and how long it took. */
export async function claim(question: string, measure: (report: Report) => Promise<void>): Promise<void> {
  const startedAt = systemClock.monotonic();
  print(question);
  print(describeMachine());
  const warning = loadWarning();
  if (warning) print(warning);
  await measure(report);
  print(`took ${Math.round((systemClock.monotonic() - startedAt) / 1000)} s`);
}
