import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../parts/read-number.ts';
import { formatBytes, formatDate, formatDuration, formatNumber, formatShare, formatTime } from './format.ts';

const at = new Date(2026, 10, 24, 14, 5, 33).getTime();

describe('dates and times', () => {
  it('name the weekday and use 24 hours', () => {
    expect(formatDate('ja', at)).toBe('2026年11月24日(火)');
    expect(formatDate('en', at)).toBe('Tue 24 Nov 2026');
    expect(formatTime(at)).toBe('14:05');
    expect(formatTime(at, true)).toBe('14:05:33');
  });
});

describe('durations', () => {
  it.each([
    [0, '0秒', '0 s'],
    [45_400, '45秒', '45 s'],
    [12 * 60_000, '12分', '12 min'],
    [59.999 * 60_000, '1時間', '1 h'],
    [185 * 60_000, '3時間5分', '3 h 5 min'],
    [52 * 3_600_000, '2日4時間', '2 d 4 h'],
  ])('of %d ms are told in at most two parts', (ms, ja, en) => {
    expect(formatDuration('ja', ms)).toBe(ja);
    expect(formatDuration('en', ms)).toBe(en);
  });

  it('are never negative, whatever a wrong clock says', () => {
    fc.assert(
      fc.property(fc.integer(), (ms) => {
        expect(formatDuration('ja', ms)).not.toContain('-');
      }),
    );
  });
});

describe('measured numbers', () => {
  it.each([
    [1234.5, '1,235'],
    [123.45, '123.5'],
    [22.5, '22.50'],
    [0.1234, '0.123'],
    [-7, '−7'],
    [-0.0004, '−0.000400'],
    [0, '0'],
    [3_257_896, '3,257,896'],
  ])('%d is shown as %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it('can be read back to within the digits that are shown', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e8, max: 1e8, noNaN: true }), (value) => {
        const back = readNumber(formatNumber(value));
        expect(Math.abs((back ?? Number.NaN) - value)).toBeLessThanOrEqual(
          Math.max(0.0006, Math.abs(value) * 0.006),
        );
      }),
    );
  });
});

describe('shares and sizes', () => {
  it('never call something whole while a part of it is missing', () => {
    expect(formatShare(0.99999)).toBe('99.9');
    expect(formatShare(1)).toBe('100');
    expect(formatShare(0)).toBe('0');
    expect(formatShare(0.798)).toBe('79.8');
  });

  it('count bytes as disks are sold', () => {
    expect(formatBytes(212e6)).toEqual({ value: '212', unit: 'MB' });
    expect(formatBytes(3.1e9)).toEqual({ value: '3.1', unit: 'GB' });
    expect(formatBytes(29)).toEqual({ value: '29', unit: 'B' });
  });
});
