import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecoveryKey, readRecoveryKey } from './recovery-key.ts';

describe('the recovery key', () => {
  it('is ten groups of four letters and read back as it is typed by hand', () => {
    const key = newRecoveryKey();
    expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readRecoveryKey(` ${typed}\n`)).toEqual(readRecoveryKey(key));
    expect(newRecoveryKey()).not.toBe(key);
  });

  it('refuses whatever is no whole key', () => {
    for (const typed of [
      '',
      'x',
      newRecoveryKey().slice(1),
      `${newRecoveryKey()}A`,
      '!'.repeat(40),
      'あ'.repeat(40),
    ]) {
      expect(() => readRecoveryKey(typed)).toThrow(expect.objectContaining({ code: 'restore.mistyped-key' }));
    }
  });

  it('notices nearly every wrong letter', () => {
    const key = newRecoveryKey();
    let noticed = 0;
    let tried = 0;
    fc.assert(
      fc.property(fc.nat(39), fc.constantFrom(...'23456789ABCDEFGH'), (place, letter) => {
        const letters = [...key.replaceAll('-', '')];
        if (letters[place] === letter) return;
        letters[place] = letter;
        tried++;
        try {
          readRecoveryKey(letters.join(''));
        } catch {
          noticed++;
        }
      }),
      { numRuns: 300 },
    );
    expect(noticed / tried).toBeGreaterThan(0.95);
  });
});
