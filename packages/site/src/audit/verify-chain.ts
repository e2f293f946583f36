import type { AuditEntry } from '@musubi/schema';
import { type AuditHead, auditHash, EMPTY_AUDIT } from '@musubi/store';

/** What a look at the audit log from its first line to its last has found. */
export interface ChainFindings {
  intact: boolean;
  entries: number;
  /** Hash of the last entry. */
  head: string;
  /** Number of the first entry that is not as it was written. */
  brokenAt?: number;
  /** `altered`: its content no longer has its hash; `missing`: one or more before it are gone, moved or put in; `truncated`: the end is gone. */
  reason?: 'altered' | 'missing' | 'truncated';
}

/** Where the check stands; a value, so that a long log is checked page by page. */
export interface ChainCheck {
  last: AuditHead;
  broken: Pick<ChainFindings, 'brokenAt' | 'reason'> | undefined;
  /** The head noted apart from the log, and whether the log was seen to pass through it. */
  noted: AuditHead;
  passedNoted: boolean;
}

export function beginCheck(noted: AuditHead = EMPTY_AUDIT): ChainCheck {
  return { last: EMPTY_AUDIT, broken: undefined, noted, passedNoted: noted.count === 0 };
}

export function checkNext(check: ChainCheck, entry: AuditEntry): ChainCheck {
  const { sequence, hash } = entry;
  const passedNoted = check.passedNoted || (sequence === check.noted.count && hash === check.noted.hash);
  const broken = check.broken ?? fault(check.last, entry);
  return { ...check, last: { count: sequence, hash }, broken, passedNoted };
}

export function endCheck(check: ChainCheck, entries: number): ChainFindings {
  const truncated = { brokenAt: check.last.count + 1, reason: 'truncated' } as const;
  const broken = check.broken ?? (check.passedNoted ? undefined : truncated);
  return { intact: broken === undefined, entries, head: check.last.hash, ...broken };
}

/**
 * Whether these entries are all there, as they were written and in their order, up to the noted head at least.
 * Whoever rewrites every hash and the noted head too goes unseen: only a copy of a head elsewhere shows that.
 */
export function verifyChain(entries: Iterable<AuditEntry>, noted?: AuditHead): ChainFindings {
  let check = beginCheck(noted);
  let count = 0;
  for (const entry of entries) {
    check = checkNext(check, entry);
    count++;
  }
  return endCheck(check, count);
}

function fault(last: AuditHead, entry: AuditEntry): ChainCheck['broken'] {
  if (entry.sequence !== last.count + 1) return { brokenAt: last.count + 1, reason: 'missing' };
  if (auditHash(entry) !== entry.hash) return { brokenAt: entry.sequence, reason: 'altered' };
  if (entry.previous !== last.hash) return { brokenAt: entry.sequence, reason: 'missing' };
  return undefined;
}
