import type { Clock } from '@musubi/base';

/**
 * Calls `act` at each whole `everyMs` of the clock until `signal` aborts. After a sleep of the machine the missed
 * ticks are not made up for: a device that was off has measured nothing.
 */
export async function everyTick(
  clock: Clock,
  everyMs: number,
  signal: AbortSignal,
  act: (time: number) => void | Promise<void>,
): Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const now = clock.now();
    const after = (Math.floor(now / everyMs) + 1) * everyMs;
    // A timer may wake a little early: then the tick of this moment was already, and the one after it is due.
    const next = after === last ? last + everyMs : after;
    await clock.sleep(next - now, signal);
    if (signal.aborted) return;
    last = Math.max(next, Math.floor(clock.now() / everyMs) * everyMs);
    await act(last);
  }
}
