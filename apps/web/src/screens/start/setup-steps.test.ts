import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstStep, nextStep, type SetupEvent } from './setup-steps.ts';

describe('the first run', () => {
  it('goes from language to something alive in four steps', () => {
    const events: SetupEvent[] = ['languageChosen', 'startNew', 'administratorMade'];
    expect(events.reduce(nextStep, 'language')).toBe('found');
  });

  it('shows what was found only after the administrator exists, whatever is pressed', () => {
    const events: SetupEvent[] = ['languageChosen', 'startNew', 'startRestore', 'back', 'administratorMade'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (all) => {
        if (!all.includes('administratorMade')) expect(all.reduce(nextStep, 'language')).not.toBe('found');
      }),
    );
  });

  it('resumes after a reload, and never asks twice for an administrator', () => {
    expect(firstStep({ needed: true, loggedIn: false, secret: 'x' })).toBe('language');
    expect(firstStep({ needed: true, loggedIn: false, secret: '' })).toBe('no-secret');
    expect(firstStep({ needed: false, loggedIn: true, secret: '' })).toBe('found');
    expect(firstStep({ needed: false, loggedIn: false, secret: 'x' })).toBe('already');
  });
});
