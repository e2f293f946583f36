import { BatchBuilder } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LastValues } from './last-values.ts';

describe('last values', () => {
  it('are those of the newest source time, however readings arrive', () => {
    const reading = fc.record({
      series: fc.integer({ min: 1, max: 200 }),
      time: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 100 }), (readings) => {
        const values = new LastValues();
        const newest = new Map<number, number>();
        for (const { series, time } of readings) {
          const batch = new BatchBuilder();
          batch.addNumber(series, time, time, time);
          values.take(batch.take());
          newest.set(series, Math.max(time, newest.get(series) ?? -1));
        }
        const shown = values.changedAfter(0, [...newest.keys()]);
        expect(new Map(shown.map(({ series, number }) => [series, number]))).toEqual(newest);
      }),
    );
  });
});
