import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditHead } from '../../audit-chain.ts';

const NAME = 'audit-head.json';

/**
 * The head of the audit log in a small file beside the database, so that a log with its tail cut off, or replaced
 * by an older one, shows. Whoever can write both files can still forge both: only a copy elsewhere proves more.
 */
export function readAuditHead(folder: string): AuditHead | undefined {
  const file = join(folder, NAME);
  if (!existsSync(file)) return undefined;
  try {
    const head: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isHead(head) ? head : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces it at once; not synced, because after a power cut an older head is as good. */
export function writeAuditHead(folder: string, head: AuditHead): void {
  const next = join(folder, `${NAME}.next`);
  writeFileSync(next, JSON.stringify(head), { mode: 0o600 });
  renameSync(next, join(folder, NAME));
}

function isHead(value: unknown): value is AuditHead {
  if (typeof value !== 'object' || value === null || !('count' in value) || !('hash' in value)) return false;
  return Number.isSafeInteger(value.count) && typeof value.hash === 'string' && value.hash.length === 64;
}
