import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';

describe('the bounded queue', () => {
  it('hands everything over once, in order, and never holds more than its limit plus one item', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        async (weights, limit) => {
          const queue = new BoundedQueue<number>(limit, (weight) => weight);
          const taken: number[] = [];
          let heaviest = 0;
          const producer = (async () => {
            for (const weight of weights) {
              await queue.push(weight);
              heaviest = Math.max(heaviest, queue.weight);
            }
            queue.close();
          })();
          while (taken.length < weights.length) taken.push(...(await queue.take()));
          await producer;
          expect(taken).toEqual(weights);
          expect(heaviest).toBeLessThanOrEqual(Math.max(limit, ...weights));
        },
      ),
    );
  });

  it('lets a waiting producer go when it is closed', async () => {
    const queue = new BoundedQueue<string>(1);
    await queue.push('a');
    const waiting = queue.push('b');
    queue.close();
    await waiting;
    expect(await queue.take()).toEqual(['a', 'b']);
    expect(await queue.take()).toEqual([]);
  });
});
