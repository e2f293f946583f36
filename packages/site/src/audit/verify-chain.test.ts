import { FastClock } from '@musubi/base';
import type { AuditDraft, AuditEntry } from '@musubi/schema';
import { type AuditHead, auditHash } from '@musubi/store';
import { memoryRecords } from '@musubi/store/drivers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyChain } from './verify-chain.ts';

const draft = fc.record({
  actor: fc.constantFrom('person:per_1', 'system', 'nobody'),
  actorName: fc.string({ maxLength: 8 }),
  act: fc.constantFrom('person.added', 'login.refused', 'backup.good'),
  result: fc.constantFrom('done' as const, 'refused' as const),
  details: fc.dictionary(
    fc.string({ maxLength: 4 }),
    fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null)),
    { maxKeys: 3, noNullPrototype: true },
  ),
});

interface Log {
  entries: AuditEntry[];
  head: AuditHead;
}

async function written(drafts: readonly AuditDraft[]): Promise<Log> {
  const records = memoryRecords({ clock: new FastClock() });
  for (const one of drafts) await records.writeAudited([], one);
  return { entries: await Array.fromAsync(records.chain()), head: await records.head() };
}

const drafts = fc.array(draft, { minLength: 3, maxLength: 12 });
const place = fc.nat(1_000);

/** Tampers with a written log; answers what lies there then. */
function whateverIsDone(tamper: (entries: AuditEntry[], at: number) => AuditEntry[]) {
  return fc.assert(
    fc.asyncProperty(drafts, place, async (acts, random) => {
      const { entries, head } = await written(acts);
      const findings = verifyChain(tamper(structuredClone(entries), random % entries.length), head);
      expect(findings.intact).toBe(false);
      expect(findings.brokenAt).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
}

/** As one who knows how the hashes are made. */
const rehashed = (entry: AuditEntry): AuditEntry => ({ ...entry, hash: auditHash(entry) });

describe('the verifier of the audit log', () => {
  it('finds an untouched log intact, also one that grew since its head was noted', () =>
    fc.assert(
      fc.asyncProperty(drafts, place, async (acts, random) => {
        const { entries, head } = await written(acts);
        expect(verifyChain(entries, head)).toEqual({
          intact: true,
          entries: entries.length,
          head: head.hash,
        });
        const earlier = entries[random % entries.length]!;
        expect(verifyChain(entries, { count: earlier.sequence, hash: earlier.hash }).intact).toBe(true);
      }),
      { numRuns: 60 },
    ));

  it('notices an altered entry', () =>
    whateverIsDone((entries, at) =>
      entries.map((entry, i) => (i === at ? { ...entry, actorName: `${entry.actorName}!` } : entry)),
    ));

  it('notices an altered entry with a hash that fits', () =>
    whateverIsDone((entries, at) =>
      entries.map((entry, i) => (i === at ? rehashed({ ...entry, at: entry.at + 1 }) : entry)),
    ));

  it('notices a deleted entry', () => whateverIsDone((entries, at) => entries.filter((_, i) => i !== at)));

  it('notices an entry put in', () =>
    whateverIsDone((entries, at) =>
      entries.toSpliced(at, 0, rehashed({ ...entries[at]!, actorName: 'someone else' })),
    ));

  it('notices entries that changed places', () =>
    whateverIsDone((entries, at) => {
      const other = (at + 1) % entries.length;
      return entries.map((entry, i) => (i === at ? entries[other]! : i === other ? entries[at]! : entry));
    }));

  it('notices a tail cut off', () => whateverIsDone((entries, at) => entries.slice(0, at)));

  it('notices a log that was written anew from the middle', () =>
    whateverIsDone((entries, at) => {
      let previous = entries[at - 1]?.hash ?? '0'.repeat(64);
      return entries.map((entry, i) => {
        if (i < at) return entry;
        const forged = rehashed({ ...entry, at: entry.at + 1, previous });
        previous = forged.hash;
        return forged;
      });
    }));

  it('says what is wrong and where', async () => {
    const { entries, head } = await written(
      ['a', 'b', 'c'].map((act) => ({ actor: 'system', actorName: '', act, result: 'done', details: {} })),
    );
    const [a, b, c] = entries;
    expect(verifyChain([a!, { ...b!, act: 'x' }, c!], head)).toMatchObject({
      brokenAt: 2,
      reason: 'altered',
    });
    expect(verifyChain([a!, c!], head)).toMatchObject({ brokenAt: 2, reason: 'missing' });
    expect(verifyChain([a!, b!], head)).toMatchObject({ brokenAt: 3, reason: 'truncated' });
    expect(verifyChain([], head)).toMatchObject({ brokenAt: 1, reason: 'truncated' });
  });
});
