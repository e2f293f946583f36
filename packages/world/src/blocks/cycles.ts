import type { Chance } from '../chance.ts';
import { CYCLE_WANDER } from './day-of-work.ts';
import type { WorkInterval } from './machine-state.ts';

/** Where in its cycle a running machine is. */
export interface CyclePosition {
  /** Cycles that ended in this interval so far. */
  done: number;
  /** Share of the present cycle that has passed, 0-1. */
  phase: number;
  /** Milliseconds the last ended cycle took; 0 before the first. */
  lastCycleMs: number;
}

/**
 * The position at `time` within a run, in constant time: cycle k ends at its steady pace plus a wander that does
 * not add up, so no cycle before it need be known.
 */
export function cyclePosition(run: WorkInterval, time: number, chance: Chance): CyclePosition {
  if (run.cycleMs === 0) return { done: 0, phase: 0, lastCycleMs: 0 };
  let done = Math.max(0, Math.floor((time - run.from) / run.cycleMs - CYCLE_WANDER));
  while (done < run.cycles && cycleEnd(run, done, chance) <= time) done++;
  done = Math.min(done, run.cycles);
  const start = cycleEnd(run, done - 1, chance);
  const end = cycleEnd(run, done, chance);
  return {
    done,
    phase: Math.min(1, Math.max(0, (time - start) / (end - start))),
    lastCycleMs: done === 0 ? 0 : start - cycleEnd(run, done - 2, chance),
  };
}

/** When cycle `k` of the run (0 = first) ends; the run's start for -1 and before. */
function cycleEnd(run: WorkInterval, k: number, chance: Chance): number {
  if (k < 0) return run.from;
  const wander = (chance.uniform(run.from + k) * 2 - 1) * CYCLE_WANDER;
  return run.from + (k + 1 + wander) * run.cycleMs;
}
