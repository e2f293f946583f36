import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from './read-number.ts';

const wide = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const minuses = ['-', '−', '－', '‐', '–', '—', 'ー'];

describe('a number typed in Japan', () => {
  it('is the same number in half and full width, with any minus, with or without commas', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.option(fc.integer({ min: 0, max: 999 })),
        fc.option(fc.constantFrom(...minuses)),
        fc.boolean(),
        fc.boolean(),
        (whole, fraction, sign, isWide, commas) => {
          const digits = commas ? whole.toLocaleString('en-US') : String(whole);
          const plain = fraction === null ? digits : `${digits}.${fraction}`;
          const value = Number(`${whole}.${fraction ?? 0}`);
          const typed = `${sign ?? ''}${isWide ? wide(plain) : plain}`;
          expect(readNumber(typed)).toBe(sign && value !== 0 ? -value : value);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is a finite number, nothing at all, or refused: never half read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const value = readNumber(text);
        const isKnown = value === undefined || Number.isNaN(value) || Number.isFinite(value);
        expect(isKnown).toBe(true);
        if (value === undefined) expect(text.trim().replace(/^[+＋]/u, '')).toBe('');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['12a', '1,23', '1.2.3', '--5', '５号機', '一二三', '1 2', 'e5', '令和8', '.'])(
    'is not made of «%s»',
    (text) => expect(readNumber(text)).toBeNaN(),
  );
});
