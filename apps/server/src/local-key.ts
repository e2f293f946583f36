import { timingSafeEqual } from 'node:crypto';
import { newSecret, sha256 } from '@musubi/base';
import { type Language, SYSTEM_PERSON } from '@musubi/schema';
import type { Identity } from '@musubi/schema/api';

/**
 * The key of this run, which stands in `running.json` (0600) for the command line of this computer. Whoever can read
 * that file owns the data anyway; what is done with it stands in the audit log as `system`.
 */
export function openLocalKey(language: Language) {
  const key = newSecret(32);
  const hash = Buffer.from(sha256(key), 'hex');
  const identity: Identity = { personId: SYSTEM_PERSON, name: 'musubi', role: 'administrator', language };
  return {
    key,
    resolve: (secret: string): Identity | undefined =>
      timingSafeEqual(Buffer.from(sha256(secret), 'hex'), hash) ? identity : undefined,
  };
}
