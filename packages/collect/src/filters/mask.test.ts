import { Quality } from '@musubi/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testContext, through } from './golden.ts';
import { maskFilter } from './mask.ts';
import { pseudonymiseFilter } from './pseudonymise.ts';
import { safePattern } from './safe-pattern.ts';

it('masks what the pattern finds, in texts, in numbers and in what could not be read', () => {
  const filter = maskFilter({ pattern: '\\d{4,}', replacement: '***' });
  const lines = [
    [1, 'operator 12345 ok'],
    [2, 12],
    [3, 123_456],
    [4, 'id 99999', Quality.WrongType],
  ] as const;
  expect(through(filter, lines)).toEqual([
    [1, 'operator *** ok', 0],
    [2, 12, 0],
    [3, '***', 0],
    [4, 'id ***', Quality.WrongType],
  ]);
});

it('masks a long text as a whole', () => {
  expect(through(maskFilter({ pattern: 'x', replacement: '#' }), [[1, 'a'.repeat(300)]])).toEqual([
    [1, '#', 0],
  ]);
});

it.each(['(a+)+$', '(a|a)*b', '(x*)*', '.*.*.*x', '(a{1,9}){1,9}', '(a)\\1', '('])(
  'refuses the pattern %s',
  (source) => {
    expect(() => safePattern(source)).toThrow(expect.objectContaining({ fault: 'caller' }));
  },
);

it.each(['\\d{4,}', '[A-Z]+-\\d+', '田中|鈴木', '(?:id )?x', '^.{3}'])('takes the pattern %s', (source) => {
  expect(safePattern(source)).toBeInstanceOf(RegExp);
});

it('gives the same pseudonym for the same text and another for another, and hides numbers too', () => {
  const pseudonym = (value: string | number, key = 7) => {
    const context = { ...testContext(), pseudonymKey: new Uint8Array(32).fill(key) };
    return through(pseudonymiseFilter({ prefix: 'p_' }, context), [[1, value]])[0]?.[1];
  };
  expect(pseudonym('田中')).toMatch(/^p_[\w-]{16}$/);
  expect(pseudonym(4711)).toBe(pseudonym('4711'));
  expect(pseudonym('田中', 8)).not.toBe(pseudonym('田中'));
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
      expect(pseudonym(one) === pseudonym(other)).toBe(one === other);
    }),
  );
});
