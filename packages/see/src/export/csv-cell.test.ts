import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberCell, textCell } from './csv-cell.ts';

describe('a text cell', () => {
  it('never starts like a formula, whatever a device sent', () => {
    const nasty = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\0', ''), fc.string());
    fc.assert(
      fc.property(nasty, ([start, rest]) => {
        expect(textCell(start + rest).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\0]/);
      }),
    );
  });

  it('keeps its content readable for a CSV parser', () => {
    expect(textCell('材料, "A"')).toBe('"材料, ""A"""');
    expect(textCell('=1+1')).toBe("'=1+1");
  });
});

describe('a number cell', () => {
  it('stays a number', () => {
    expect(numberCell(-1.5)).toBe('-1.5');
    expect(numberCell(null)).toBe('');
  });
});
