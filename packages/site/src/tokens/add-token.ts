import { MusubiError, newId, sha256 } from '@musubi/base';
import { type AccessToken, accessTokenRecord, put } from '@musubi/schema';
import { addToken, mount } from '@musubi/schema/api';
import { actedBy, personOf } from '../audit/acted-by.ts';
import { isAtMost } from '../people/roles.ts';
import type { SiteParts } from '../site-parts.ts';
import { newTokenSecret } from './access-tokens.ts';

export const addTokenHandler = ({ records, people, clock }: SiteParts) =>
  mount(addToken, async (input, context) => {
    const caller = personOf(context);
    // A token stands for a person: the command line, which is none, can't have one.
    await people.stored(caller.personId);
    const now = clock.now();
    const role = input.role ?? caller.role;
    if (!isAtMost(role, caller.role)) {
      throw new MusubiError('caller', 'token.role-too-high', `${caller.role} asks for ${role}`);
    }
    if (input.expiresAt !== undefined && input.expiresAt <= now) {
      throw new MusubiError('caller', 'token.expiry-in-past', 'the token would be expired');
    }
    const secret = newTokenSecret();
    const token: Omit<AccessToken, 'tokenHash'> = {
      id: newId('tok'),
      personId: caller.personId,
      name: input.name,
      role,
      createdAt: now,
      ...(input.expiresAt === undefined ? {} : { expiresAt: input.expiresAt }),
    };
    await records.writeAudited(
      [put(accessTokenRecord, token.id, { ...token, tokenHash: sha256(secret) }, 0)],
      actedBy(caller, { act: 'token.added', target: token.id, details: { role } }),
    );
    return { token, secret };
  });
