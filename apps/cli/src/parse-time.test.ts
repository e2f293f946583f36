import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

const now = Date.UTC(2026, 10, 24, 3, 0);

describe('a time on the command line', () => {
  it('is relative, absolute or a number', () => {
    expect(parseTime('now', now)).toBe(now);
    expect(parseTime('-90m', now)).toBe(now - 5_400_000);
    expect(parseTime('2026-11-24T12:00:00+09:00', now)).toBe(now);
    expect(parseTime('2026-11-24', now)).toBe(new Date(2026, 10, 24).getTime());
    expect(parseTime(String(now), now)).toBe(now);
  });

  it('is refused rather than guessed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}$/), (text) => {
        if (text === 'now') return;
        expect(() => parseTime(text, now)).toThrow();
      }),
    );
  });
});
