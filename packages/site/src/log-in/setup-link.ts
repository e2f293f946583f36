import { timingSafeEqual } from 'node:crypto';
import { type Clock, MusubiError, newSecret, sha256 } from '@musubi/base';
import { type Change, put, type Records, setupSecretRecord } from '@musubi/schema';
import type { People } from '../people/people.ts';

const ID = 'setup';

/** The one-time link by which the first administrator is made. */
export interface SetupLink {
  readonly needed: boolean;
  /** Shown in the terminal only; undefined once an administrator is there. */
  readonly secret: string | undefined;
  /** The change that spends the link; refused with `auth.spent-setup-link` for any other secret. */
  spend(secret: string): Promise<Change>;
  /** Told when the change is written. */
  spent(): void;
}

/** Makes a new link at each start while nobody is there; older ones then no longer work. */
export async function openSetupLink(records: Records, people: People, clock: Clock): Promise<SetupLink> {
  let secret: string | undefined;
  if ((await people.all()).length === 0) {
    secret = newSecret(32);
    const value = { secretHash: sha256(secret), createdAt: clock.now() };
    await records.write([put(setupSecretRecord, ID, value)]);
  }
  return {
    get needed() {
      return secret !== undefined;
    },
    get secret() {
      return secret;
    },
    async spend(given) {
      const kept = await records.get(setupSecretRecord, ID);
      const isRight = secret !== undefined && kept && isSame(sha256(given), kept.value.secretHash);
      if (!isRight || kept.value.spentAt !== undefined) {
        throw new MusubiError('caller', 'auth.spent-setup-link', 'the set-up link is spent or wrong');
      }
      return put(setupSecretRecord, ID, { ...kept.value, spentAt: clock.now() }, kept.revision);
    },
    spent() {
      secret = undefined;
    },
  };
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));
}
