import { type Clock, type Log, newSecret, reasonOf, sha256 } from '@musubi/base';
import { type AccessToken, accessTokenRecord, put, type Records } from '@musubi/schema';
import type { Identity } from '@musubi/schema/api';
import type { People } from '../people/people.ts';
import { leastRole } from '../people/roles.ts';
import { isActive } from '../people/standing.ts';

/** Found by scanners of leaked secrets, and by people. */
const PREFIX = 'mus_';
const WRITTEN_EVERY_MS = 15 * 60_000;

export const newTokenSecret = () => `${PREFIX}${newSecret(32)}`;

/** Answers who a token stands for right now: its person, with the lesser of both roles. */
export function tokenResolver(at: { records: Records; people: People; clock: Clock; log: Log }) {
  const { records, people, clock, log } = at;
  return async (secret: string): Promise<Identity | undefined> => {
    if (!secret.startsWith(PREFIX)) return undefined;
    const [found] = await records.list(accessTokenRecord, { where: { tokenHash: sha256(secret) }, limit: 1 });
    const now = clock.now();
    if (!found || !isAlive(found.value, now)) return undefined;
    const person = await people.get(found.value.personId);
    if (!person || !isActive(person, now)) return undefined;
    if (now - (found.value.lastUsedAt ?? 0) >= WRITTEN_EVERY_MS) {
      const change = put(accessTokenRecord, found.id, { ...found.value, lastUsedAt: now }, found.revision);
      records.write([change]).catch((error: unknown) => {
        log.warn('use of a token not noted', { reason: reasonOf(error) });
      });
    }
    return {
      personId: person.id,
      name: person.name,
      role: leastRole(person.role, found.value.role),
      language: person.language,
      ...(person.endsAt === undefined ? {} : { endsAt: person.endsAt }),
    };
  };
}

function isAlive(token: AccessToken, now: number): boolean {
  return token.revokedAt === undefined && (token.expiresAt === undefined || token.expiresAt > now);
}
