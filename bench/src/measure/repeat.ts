import { systemClock } from '@musubi/base';

/** Milliseconds of each of `times` runs of `work`, after `warmUps` runs that don't count. */
export async function repeat(
  times: number,
  work: (run: number) => Promise<unknown>,
  warmUps = 1,
): Promise<number[]> {
  for (let i = 0; i < warmUps; i++) await work(i);
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = systemClock.monotonic();
    await work(i);
    taken.push(systemClock.monotonic() - startedAt);
  }
  return taken;
}
