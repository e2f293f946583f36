import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs, type LiveEvent, nextPhase, RESTING } from './live-phase.ts';

const events: LiveEvent[] = ['wanted', 'unwanted', 'opened', 'lost', 'waited', 'slept', 'woke'];

describe('the live channel', () => {
  it('rests after whatever happened once nobody looks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...events)),
        fc.constantFrom('slept' as const, 'unwanted' as const),
        (all, last) => {
          expect([...all, last].reduce(nextPhase, RESTING)).toEqual(RESTING);
        },
      ),
    );
  });

  it('is open only by an answer, and forgets its failures by it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (all) => {
        const now = all.reduce(nextPhase, RESTING);
        if (now.phase === 'open') expect(now.attempt).toBe(0);
        if (!all.includes('opened')) expect(now.phase).not.toBe('open');
      }),
    );
  });

  it('waits longer after each failure, but never so long that a restarted server is missed', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 20].map(backOffMs);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });
});
