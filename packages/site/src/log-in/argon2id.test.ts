import { describe, expect, it } from 'vitest';
import { argon2idHash, argon2idMatches, isOutdated, usualCost } from './argon2id.ts';

const cheap = { memory: 64, passes: 1, lanes: 1 };

describe('Argon2id', () => {
  it('costs at least what OWASP asks for', () => {
    expect(usualCost.memory).toBeGreaterThanOrEqual(19_456);
    expect(usualCost.passes).toBeGreaterThanOrEqual(2);
  });

  it('hashes in the usual text form, each time with another salt', async () => {
    const [a, b] = await Promise.all([argon2idHash('合言葉', usualCost), argon2idHash('合言葉', usualCost)]);
    expect(a).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(a).not.toBe(b);
    expect(await argon2idMatches('合言葉', a)).toBe(true);
    expect(await argon2idMatches('合言葉 ', a)).toBe(false);
  });

  it('knows hashes of other programs by their own parameters', async () => {
    // Made by the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 -l 32, password on stdin
    const foreign = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await argon2idMatches('password', foreign)).toBe(true);
    expect(isOutdated(foreign, usualCost)).toBe(true);
  });

  it('takes nothing that is no hash', async () => {
    const good = await argon2idHash('x', cheap);
    for (const hash of [
      '',
      'x',
      good.slice(0, -43),
      good.replace('argon2id', 'argon2i'),
      good.replace('v=19', 'v=16'),
    ]) {
      expect(await argon2idMatches('x', hash)).toBe(false);
    }
  });
});
