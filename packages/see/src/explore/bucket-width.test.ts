import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketWidth } from './bucket-width.ts';

describe('the width of a bucket', () => {
  it('is never so narrow that the picture needs more buckets than asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 * 366 * 86_400_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        (span, buckets) => {
          expect(bucketWidth(span, buckets) * buckets).toBeGreaterThanOrEqual(span - 1e-3);
        },
      ),
    );
  });

  it('is a width that people know', () => {
    expect(bucketWidth(8 * 3_600_000, 1_000)).toBe(30_000);
    expect(bucketWidth(366 * 86_400_000, 1_000)).toBe(12 * 3_600_000);
    expect(bucketWidth(10 * 366 * 86_400_000, 1_000)).toBe(4 * 86_400_000);
    expect(bucketWidth(60_000, 1_000)).toBe(100);
  });
});
