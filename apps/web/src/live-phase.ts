/** How the live channel stands. `attempt` counts failures since it last was open. */
export interface LivePhase {
  phase: 'resting' | 'connecting' | 'open' | 'waiting';
  attempt: number;
}

export type LiveEvent = 'wanted' | 'unwanted' | 'opened' | 'lost' | 'waited' | 'slept' | 'woke';

export const RESTING: LivePhase = { phase: 'resting', attempt: 0 };

/** A tab that nobody looks at rests; a lost link waits, then tries again; nothing connects unless something is shown. */
export function nextPhase(now: LivePhase, event: LiveEvent): LivePhase {
  switch (event) {
    case 'wanted':
    case 'woke':
      return now.phase === 'resting' ? { phase: 'connecting', attempt: now.attempt } : now;
    case 'unwanted':
    case 'slept':
      return RESTING;
    case 'opened':
      return now.phase === 'connecting' ? { phase: 'open', attempt: 0 } : now;
    case 'lost':
      return now.phase === 'resting' ? now : { phase: 'waiting', attempt: now.attempt + 1 };
    case 'waited':
      return now.phase === 'waiting' ? { phase: 'connecting', attempt: now.attempt } : now;
  }
}

/** 0.5 s, 1 s, 2 s … at most 15 s: a restarted server finds its screens again within the 30 s people tolerate. */
export function backOffMs(attempt: number): number {
  return Math.min(15_000, 500 * 2 ** Math.max(0, attempt - 1));
}
