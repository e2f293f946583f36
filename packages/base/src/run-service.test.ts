import { describe, expect, it } from 'vitest';
import { FastClock } from './fast-clock.ts';
import { silentLog } from './log.ts';
import { seededRandom } from './random.ts';
import { runService } from './run-service.ts';

function effects(clock: FastClock, waits: number[]) {
  return {
    clock,
    random: seededRandom(1),
    log: silentLog,
    onFailure: (_: unknown, wait: number) => waits.push(wait),
  };
}

describe('a service', () => {
  it('is restarted after a failure, each time after a longer wait, never longer than ten seconds', async () => {
    const clock = new FastClock(0);
    const waits: number[] = [];
    const stop = new AbortController();
    const run = runService(
      { name: 'press', run: () => Promise.reject(new Error('no link')) },
      effects(clock, waits),
      stop.signal,
    );
    await clock.advance(120_000);
    stop.abort();
    await run;
    expect(waits.length).toBeGreaterThan(10);
    expect(waits[0]).toBeLessThan(700);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
  });

  it('that ran well for a while starts again with the shortest wait', async () => {
    const clock = new FastClock(0);
    const waits: number[] = [];
    const stop = new AbortController();
    let runs = 0;
    const run = runService(
      {
        name: 'press',
        async run() {
          runs++;
          if (runs === 5) await clock.sleep(60_000);
          throw new Error('link lost');
        },
      },
      effects(clock, waits),
      stop.signal,
    );
    await clock.advance(90_000);
    stop.abort();
    await run;
    expect(waits[3]).toBeGreaterThan(2_000);
    expect(waits[4]).toBeLessThan(700);
  });

  it('that is done is not started again', async () => {
    const clock = new FastClock(0);
    let runs = 0;
    const service = {
      name: 'import',
      run: () => {
        runs++;
        return Promise.resolve();
      },
    };
    await runService(service, effects(clock, []), new AbortController().signal);
    expect(runs).toBe(1);
  });
});
