import { FastClock } from '@musubi/base';
import { expect, test } from 'vitest';
import { everyTick } from './tick.ts';

test('a timer that wakes a little early makes no tick twice', async () => {
  const stop = new AbortController();
  const clock = new FastClock(0);
  const early = {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: async (ms: number) => void (await clock.advance(Math.max(0.5, ms - 0.5))),
  };
  const ticks: number[] = [];
  await everyTick(early, 50, stop.signal, (time) => {
    ticks.push(time);
    if (ticks.length === 5) stop.abort();
  });
  expect(ticks).toEqual([50, 100, 150, 200, 250]);
});
