import type { AuditLog } from '@musubi/store';
import { beginCheck, type ChainFindings, checkNext, endCheck } from './verify-chain.ts';

/** Checks a stored audit log against itself and against the head noted beside it. */
export async function verifyLog(log: AuditLog): Promise<ChainFindings> {
  // The head first: entries added during the check lie behind it.
  let check = beginCheck(await log.head());
  let count = 0;
  for await (const entry of log.chain()) {
    check = checkNext(check, entry);
    count++;
  }
  return endCheck(check, count);
}
