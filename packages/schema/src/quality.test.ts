import { describe, expect, it } from 'vitest';
import { isUsable, Quality, qualityName } from './quality.ts';

describe('quality', () => {
  it('reads an unknown code as the head of its class, never as good', () => {
    expect(qualityName(63)).toBe('Uncertain');
    expect(qualityName(200)).toBe('Bad');
  });

  it('is usable below 128 and not from there on', () => {
    for (const [name, code] of Object.entries(Quality)) {
      expect(qualityName(code)).toBe(name);
      expect(isUsable(code)).toBe(code < 128);
    }
  });
});
