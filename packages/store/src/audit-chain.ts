import { canonicalJson, MusubiError, sha256 } from '@musubi/base';
import { type AuditDraft, type AuditEntry, auditEntry } from '@musubi/schema';

/** Where the audit log stands: how many entries, and the hash of the newest. */
export interface AuditHead {
  count: number;
  hash: string;
}

/** The head of an empty log; its hash is the `previous` of the first entry. */
export const EMPTY_AUDIT: AuditHead = { count: 0, hash: '0'.repeat(64) };

/** SHA-256 over the canonical JSON of everything but `hash`. */
export function auditHash(entry: AuditEntry): string {
  const { hash: _, ...rest } = entry;
  return sha256(canonicalJson(rest));
}

/** The entry that follows `head`; a draft that breaks the schema is refused with `record.invalid`. */
export function chained(draft: AuditDraft, head: AuditHead, at: number): AuditEntry {
  const open = { ...draft, sequence: head.count + 1, at, previous: head.hash, hash: head.hash };
  const parsed = auditEntry.safeParse(open);
  if (!parsed.success) {
    throw new MusubiError('us', 'record.invalid', `audit entry: ${parsed.error.message}`, {
      details: { kind: 'audit' },
    });
  }
  return { ...parsed.data, hash: auditHash(parsed.data) };
}
