import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FastClock } from './fast-clock.ts';

describe('the fast clock', () => {
  it('wakes sleepers in the order they are due, whatever order they went to sleep in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 30 }),
        async (naps) => {
          const clock = new FastClock(0);
          const woken: number[] = [];
          for (const nap of naps) void clock.sleep(nap).then(() => woken.push(nap));
          await clock.advance(1_000);
          expect(woken).toEqual([...naps].sort((a, b) => a - b));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('lets a loop that sleeps again run as often as time allows', async () => {
    const clock = new FastClock(0);
    const ticks: number[] = [];
    void (async () => {
      for (;;) {
        await clock.sleep(100);
        ticks.push(clock.now());
      }
    })();
    await clock.advance(350);
    expect(ticks).toEqual([100, 200, 300]);
  });

  it('does not touch durations when the wall clock jumps', async () => {
    const clock = new FastClock(1_000_000);
    let awake = false;
    void clock.sleep(500).then(() => {
      awake = true;
    });
    clock.jumpWall(-3_600_000);
    await clock.advance(499);
    expect(awake).toBe(false);
    await clock.advance(1);
    expect(awake).toBe(true);
    expect(clock.now()).toBe(1_000_000 - 3_600_000 + 500);
  });

  it('ends a sleep when it is aborted', async () => {
    const clock = new FastClock(0);
    const stop = new AbortController();
    const nap = clock.sleep(1_000, stop.signal);
    stop.abort();
    await nap;
    expect(clock.monotonic()).toBe(0);
  });
});
