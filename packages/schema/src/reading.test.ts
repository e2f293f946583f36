import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchBuilder, textAt } from './reading.ts';

const row = fc.record({
  series: fc.integer({ min: 1, max: 1_000 }),
  time: fc.integer({ min: 0, max: 4e12 }),
  received: fc.integer({ min: 0, max: 4e12 }),
  value: fc.oneof(fc.double({ noNaN: true }), fc.string()),
  quality: fc.integer({ min: 0, max: 255 }),
  sequence: fc.integer({ min: 0, max: 0xffffffff }),
});

describe('a batch of readings', () => {
  it('gives back every row as it was added, however often its columns grew', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 100 }), fc.integer({ min: 0, max: 8 }), (rows, capacity) => {
        const builder = new BatchBuilder(capacity);
        for (const { series, time, received, value, quality, sequence } of rows) {
          if (typeof value === 'number') builder.addNumber(series, time, received, value, quality, sequence);
          else builder.addText(series, time, received, value, quality, sequence);
        }
        const batch = builder.take();
        expect(batch.length).toBe(rows.length);
        rows.forEach((expected, i) => {
          expect(batch.series[i]).toBe(expected.series);
          expect(batch.time[i]).toBe(expected.time);
          expect(batch.received[i]).toBe(expected.received);
          expect(batch.quality[i]).toBe(expected.quality);
          expect(batch.sequence[i]).toBe(expected.sequence);
          expect(typeof expected.value === 'number' ? batch.number[i] : textAt(batch, i)).toBe(
            expected.value,
          );
        });
      }),
    );
  });

  it('starts anew once taken, and copies rows with their texts', () => {
    const builder = new BatchBuilder(1);
    builder.addText(1, 10, 11, 'ACTIVE');
    builder.addText(1, 20, 21, 'READY');
    const first = builder.take();
    builder.addRow(first, 1);
    const second = builder.take();
    expect(first.length).toBe(2);
    expect(second.length).toBe(1);
    expect(textAt(second, 0)).toBe('READY');
  });
});
