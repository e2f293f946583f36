import { createHmac } from 'node:crypto';
import type { Filter, FilterContext } from './filter.ts';
import { textFilter } from './mask.ts';

/** 96 of the 256 bits: short enough to read, far too many to meet by chance. */
const LETTERS = 16;

/**
 * Replaces what a reading says (also a number: a badge may be one) by a pseudonym: the same in gives the same out in
 * this installation, and without its key nobody can find the way back by trying.
 */
export function pseudonymiseFilter(
  step: { prefix: string },
  context: Pick<FilterContext, 'pseudonymKey'>,
): Filter {
  return textFilter((text) => {
    const hash = createHmac('sha256', context.pseudonymKey).update(text).digest('base64url');
    return step.prefix + hash.slice(0, LETTERS);
  });
}
