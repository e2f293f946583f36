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
  while (!signal.aborted) {
    const now = clock.now();
    const next = (Math.floor(now / everyMs) + 1) * everyMs;
    await clock.sleep(next - now, signal);
    if (signal.aborted) return;
    // A timer may wake a little early; the tick's own time keeps the grid.
    await act(Math.max(next, Math.floor(clock.now() / everyMs) * everyMs));
  }
}
