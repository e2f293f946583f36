import { FastClock, silentLog } from '@musubi/base';
import { memoryRecords } from '@musubi/store/drivers';
import { describe, expect, it } from 'vitest';
import { type Duty, dailyAt, dutyService, everyMs } from './duties.ts';

const HOUR = 3_600_000;

/** In steps of a minute: records are written in between, which takes a few turns of the loop. */
async function pass(clock: FastClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 30_000) await clock.advance(30_000);
}

describe('a duty', () => {
  it('is done once a day at its hour, however long the program was off', async () => {
    const clock = new FastClock(Date.UTC(2026, 10, 24, 0, 0)); // 9 o'clock in Tokyo
    const records = memoryRecords({ clock });
    const done: string[] = [];
    const duty: Duty = {
      name: 'backup',
      isDue: dailyAt(2, 'Asia/Tokyo'),
      act: async () => void done.push(new Date(clock.now()).toISOString().slice(0, 16)),
    };
    const runFor = async (ms: number) => {
      const stop = new AbortController();
      const running = dutyService([duty], { records, clock, log: silentLog }).run(stop.signal);
      await pass(clock, ms);
      stop.abort();
      await running;
    };
    await runFor(18 * HOUR);
    expect(done).toEqual(['2026-11-24T17:00']);
    clock.jumpWall(48 * HOUR);
    await runFor(HOUR);
    expect(done).toHaveLength(2);
  });

  it('that fails waits for its next turn and stops nothing else', async () => {
    const clock = new FastClock();
    const done: string[] = [];
    const duties: Duty[] = [
      { name: 'broken', isDue: everyMs(HOUR), act: () => Promise.reject(new RangeError('disk')) },
      { name: 'sound', isDue: everyMs(HOUR), act: async () => void done.push('sound') },
    ];
    const stop = new AbortController();
    const effects = { records: memoryRecords({ clock }), clock, log: silentLog };
    const running = dutyService(duties, effects).run(stop.signal);
    await pass(clock, 3.5 * HOUR);
    expect(done).toEqual(['sound', 'sound', 'sound']);
    stop.abort();
    await running;
  });
});
