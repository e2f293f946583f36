/** Before this the program did not exist: a clock that says so has lost its battery. */
const EARLIEST = Date.UTC(2026, 0, 1);

/** `now`, or the latest moment that must have passed already. */
export function plausibleTime(now: number, ...passed: readonly number[]): number {
  return Math.max(now, EARLIEST, ...passed);
}
