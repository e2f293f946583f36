import { type Random, seededRandom } from '@musubi/base';
import { type Calendar, planOfDay } from './calendar.ts';
import type { MachineState, WorkInterval } from './machine-state.ts';

const MINUTE = 60_000;

/** One kind of interruption: how often while running and how long, minutes. */
export interface Interruption {
  state: Exclude<MachineState, 'run'>;
  reason: string;
  /** Mean running time between two, minutes. */
  every: number;
  shortest: number;
  longest: number;
  /** A setup with a fresh tool: wear starts anew. */
  freshTool?: boolean;
}

export interface WorkParameters {
  calendar: Calendar;
  /** The cycle with a new tool. */
  cycleMs: number;
  /** Share by which a worn-out tool lengthens the cycle. */
  wearSlowdown: number;
  /** Running minutes a tool lasts. */
  toolLifeMinutes: number;
  /** The first setup of the production day (段取り), minutes. */
  firstSetup: number;
  /** Runs on unattended while people rest. */
  runsThroughBreaks: boolean;
  interruptions: readonly Interruption[];
}

/** Cycle ends wander by at most this share of a cycle around their steady pace; see `cycles.ts`. */
export const CYCLE_WANDER = 0.12;

/**
 * One production day of one machine: intervals in order, without holes or overlaps. Each day is drawn by itself
 * and starts with a fresh tool, so that any day can be known without those before it.
 */
export function workOfDay(parameters: WorkParameters, day: number, seed: number): WorkInterval[] {
  const random = seededRandom(seed);
  const work = new WorkWriter(parameters);
  let needsSetup = true;
  for (const span of planOfDay(parameters.calendar, day)) {
    const works = span.kind === 'planned' || (span.kind === 'break' && parameters.runsThroughBreaks);
    if (!works) {
      work.add(span.from, span.to, 'idle', span.kind === 'break' ? 'break' : 'no-plan');
      needsSetup ||= span.kind === 'off';
      continue;
    }
    let from = span.from;
    if (needsSetup) {
      from = Math.min(span.to, from + minutes(parameters.firstSetup * (0.8 + 0.4 * random())));
      work.add(span.from, from, 'setup', 'first-setup');
      work.freshTool();
      needsSetup = false;
    }
    fillWithWork(work, parameters, from, span.to, random);
  }
  return work.intervals;
}

function fillWithWork(
  work: WorkWriter,
  parameters: WorkParameters,
  from: number,
  to: number,
  random: Random,
) {
  let at = from;
  while (at < to) {
    const next = nextInterruption(parameters.interruptions, random);
    const runEnd = Math.min(to, at + Math.max(1_000, next.afterMs));
    work.add(at, runEnd, 'run', 'work');
    at = runEnd;
    if (at >= to) return;
    const end = Math.min(to, at + next.lengthMs);
    work.add(at, end, next.kind.state, next.kind.reason);
    if (next.kind.freshTool) work.freshTool();
    at = end;
  }
}

/** Interruptions race: each kind waits an exponential time, the first wins. */
function nextInterruption(kinds: readonly Interruption[], random: Random) {
  let afterMs = Number.POSITIVE_INFINITY;
  let kind: Interruption = { state: 'idle', reason: 'no-plan', every: 0, shortest: 0, longest: 0 };
  for (const candidate of kinds) {
    const wait = minutes(-Math.log(1 - random()) * candidate.every);
    if (wait < afterMs) {
      afterMs = wait;
      kind = candidate;
    }
  }
  // Short ones are more frequent than long ones.
  const share = random() ** 2;
  return { kind, afterMs, lengthMs: minutes(kind.shortest + share * (kind.longest - kind.shortest)) };
}

function minutes(count: number): number {
  return Math.round(count * MINUTE);
}

class WorkWriter {
  readonly intervals: WorkInterval[] = [];
  readonly #parameters: WorkParameters;
  #wear = 0;
  #cycles = 0;

  constructor(parameters: WorkParameters) {
    this.#parameters = parameters;
  }

  freshTool(): void {
    this.#wear = 0;
  }

  add(from: number, to: number, state: MachineState, reason: string): void {
    if (to <= from) return;
    const runs = state === 'run';
    const { cycleMs, wearSlowdown, toolLifeMinutes } = this.#parameters;
    const pace = runs ? cycleMs * (1 + wearSlowdown * Math.min(1.5, this.#wear)) : 0;
    const cycles = runs ? Math.max(0, Math.floor((to - from) / pace - CYCLE_WANDER)) : 0;
    const wearPerMs = runs ? 1 / (toolLifeMinutes * MINUTE) : 0;
    this.intervals.push({
      from,
      to,
      state,
      reason,
      cycleMs: pace,
      cycles,
      cyclesBefore: this.#cycles,
      wear: this.#wear,
      wearPerMs,
    });
    this.#cycles += cycles;
    this.#wear += wearPerMs * (to - from);
  }
}
