import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLiveFrame, encodeLiveFrame } from './live-frame.ts';

const value = fc.record({
  series: fc.integer({ min: 1, max: 0xffffffff }),
  time: fc.integer({ min: 0, max: 4e12 }),
  number: fc.double(),
  quality: fc.integer({ min: 0, max: 255 }),
  text: fc.option(fc.string({ unit: 'grapheme', maxLength: 200 }), { nil: null }),
});

describe('a live frame', () => {
  it('carries every value over the wire as it was, in any script', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 50 }), (values) => {
        expect(decodeLiveFrame(encodeLiveFrame(values))).toEqual(values);
      }),
    );
  });
});
