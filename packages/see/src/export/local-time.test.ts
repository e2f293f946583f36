import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localTime } from './local-time.ts';

describe('local time in exports', () => {
  it('means the same instant in every zone', () => {
    const zones = ['Asia/Tokyo', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'].map(
      localTime,
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(...zones), (time, zone) => {
        expect(Date.parse(zone.iso(time))).toBe(time);
      }),
    );
  });

  it('shows the clock on the factory wall', () => {
    const tokyo = localTime('Asia/Tokyo');
    expect(tokyo.iso(Date.UTC(2026, 10, 23, 22, 0, 0))).toBe('2026-11-24T07:00:00.000+09:00');
    expect(tokyo.wall(Date.UTC(2026, 10, 23, 22, 0, 0)).toISOString()).toBe('2026-11-24T07:00:00.000Z');
  });
});
