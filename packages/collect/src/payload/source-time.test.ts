import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSourceTime, type SourceTime } from './source-time.ts';

const AT = Date.UTC(2026, 10, 24, 1, 0, 0, 123);

function read(value: unknown, zone: 'utc' | 'local' = 'utc'): SourceTime | undefined {
  const into = { ms: 0, ns: 0 };
  return readSourceTime(value, into, zone) ? into : undefined;
}

describe('a source’s time', () => {
  it.each([
    ['2026-11-24T01:00:00.123Z', 0],
    ['2026-11-24T10:00:00.123+09:00', 0],
    ['2026-11-23 20:00:00,123-0500', 0],
    ['20261124T010000.123Z', 0],
    ['2026-11-24T01:00:00.1234567Z', 456_700],
    [AT / 1000, 0],
    [AT, 0],
    [AT * 1000 + 456, 456_000],
    [String(AT), 0],
  ])('is read from %s', (value, ns) => {
    expect(read(value)).toEqual({ ms: AT, ns });
  });

  it('without a zone is this PC’s or UTC, as its source means it', () => {
    expect(read('2026-11-24 01:00:00.123', 'utc')?.ms).toBe(AT);
    expect(read('2026-11-24 01:00:00.123', 'local')?.ms).toBe(new Date(2026, 10, 24, 1, 0, 0, 123).getTime());
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-13-01',
    'yesterday',
    '',
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e30,
    true,
    null,
    {},
    [],
  ])('is refused where it is none: %s', (value) => {
    expect(read(value)).toBeUndefined();
  });

  it('of any epoch magnitude comes back to the millisecond', () => {
    const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instants, fc.constantFrom(1e-3, 1, 1e3), (ms, scale) => {
        expect(read(ms * scale)?.ms).toBe(ms);
        expect(read(new Date(ms).toISOString())?.ms).toBe(ms);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const time = read(value);
        if (time) expect(Number.isInteger(time.ms) && time.ns >= 0 && time.ns < 1e6).toBe(true);
      }),
    );
  });
});
