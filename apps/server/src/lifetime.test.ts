import { FastClock, seededRandom, silentLog } from '@musubi/base';
import { describe, expect, it } from 'vitest';
import { openLifetime } from './lifetime.ts';

describe('the lifetime of the program', () => {
  it('ends what runs, then closes in the opposite order, also when one of them fails', async () => {
    const clock = new FastClock();
    const told: string[] = [];
    const life = openLifetime({ clock, random: seededRandom(1), log: silentLog });
    life.closing('store', async () => told.push('store closed'));
    life.closing('door', () => Promise.reject(new RangeError('stuck')));
    life.run({
      name: 'worker',
      run: async (signal) => {
        await clock.sleep(1e9, signal);
        told.push('worker ended');
      },
    });
    await Promise.all([life.end(), life.end()]);
    expect(told).toEqual(['worker ended', 'store closed']);
  });

  it('starts a part anew that crashed', async () => {
    const clock = new FastClock();
    let starts = 0;
    const life = openLifetime({ clock, random: seededRandom(1), log: silentLog });
    life.run({
      name: 'flaky',
      run: async () => {
        starts += 1;
        if (starts < 3) throw new RangeError('crash');
      },
    });
    await clock.advance(10_000);
    expect(starts).toBe(3);
    await life.end();
  });
});
