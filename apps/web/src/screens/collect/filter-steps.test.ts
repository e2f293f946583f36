import { filterStep } from '@musubi/schema';
import { describe, expect, it } from 'vitest';
import { filterNames, isWhole, newStep, thresholdOf, withMember } from './filter-steps.ts';

describe('the steps of a filter', () => {
  it.each(filterNames)('«%s» is taken by the server once it is whole', (filter) => {
    const step = newStep(filter);
    const filled = ['from', 'to', 'pattern'].reduce(
      (now, key) => (now[key] === '' ? withMember(now, key, 'A') : now),
      step,
    );
    expect(isWhole(filled)).toBe(true);
    expect(filterStep.safeParse(filled).success).toBe(true);
  });

  it('are not whole while something needed is missing', () => {
    expect(isWhole(withMember(newStep('deadband'), 'band', undefined))).toBe(false);
    expect(isWhole(withMember(newStep('deadband'), 'band', 0))).toBe(false);
    expect(isWhole(newStep('unit'))).toBe(false);
    expect(isWhole(withMember(newStep('window-features'), 'features', []))).toBe(false);
    expect(isWhole(newStep('range'))).toBe(true);
  });

  it('know where a suggested threshold belongs', () => {
    expect(thresholdOf([newStep('spike'), newStep('swinging-door')])).toEqual({ index: 1, key: 'error' });
    expect(thresholdOf([newStep('spike')])).toBeUndefined();
  });
});
