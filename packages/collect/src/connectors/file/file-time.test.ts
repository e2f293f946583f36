import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfOf, readFileTime } from './file-time.ts';

const TOKYO = 'Asia/Tokyo';
const AT = Date.UTC(2026, 10, 24, 1, 5, 9);

function read(...cells: string[]) {
  const into = { ms: 0, ns: 0 };
  return readFileTime(cells, into, TOKYO) ? into.ms + into.ns / 1e6 : undefined;
}

describe('the time of a row', () => {
  it.each([
    '2026/11/24 10:05:09',
    '2026-11-24 10:05:09',
    '2026-11-24T10:05:09',
    '2026.11.24 10:05:09',
    '26/11/24 10:05:09',
    '2026年11月24日 10時05分09秒',
    '２０２６年１１月２４日　１０時５分９秒',
    '令和8年11月24日 10時5分9秒',
    'R8.11.24 10:05:09',
    '2026/11/24(火) 10:05:09',
    '2026/11/24 午前10:05:09',
    '2026/11/24 10:05:09 AM',
    '2026-11-24T01:05:09Z',
    '2026-11-24T02:05:09+01:00',
    String(AT),
    String(AT / 1000),
  ])('is read from %s', (text) => {
    expect(read(text)).toBe(AT);
  });

  it('may stand in two cells, and have decimals', () => {
    expect(read('2026/11/24', '10:05:09.25')).toBe(AT + 250);
    expect(read('2026/11/24', '午後 3:00')).toBe(Date.UTC(2026, 10, 24, 6));
    expect([halfOf('2026/11/24'), halfOf('10:05'), halfOf('2026/11/24 10:05'), halfOf('x')]).toEqual([
      'day',
      'clock',
      undefined,
      undefined,
    ]);
  });

  it.each(['', 'x', '2026/02/30 10:00', '2026/13/01 10:00', '10:00', '2026/11/24 25:00', '1.5', '12-34'])(
    'is refused where it is none: %s',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it('as written by any clock in a zone with summer time comes back', () => {
    const instants = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2090, 0, 1) / 1000 });
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(instants, (seconds) => {
        const into = { ms: 0, ns: 0 };
        expect(readFileTime([shown.format(seconds * 1000)], into, 'Europe/Berlin')).toBe(true);
        // The hour that comes twice in autumn can mean either.
        expect([0, 3_600_000, -3_600_000]).toContain(into.ms - seconds * 1000);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 2 }), (cells) => {
        read(...cells);
      }),
    );
  });
});
