import { MusubiError } from '@musubi/base';
import { accessTokenRecord, put } from '@musubi/schema';
import { mount, revokeToken } from '@musubi/schema/api';
import { actedBy, personOf } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';

export const revokeTokenHandler = ({ records, clock }: SiteParts) =>
  mount(revokeToken, async ({ id }, context) => {
    const caller = personOf(context);
    const stored = await records.get(accessTokenRecord, id);
    // Someone else's token is answered like one that is not there.
    if (stored?.value.personId !== caller.personId) {
      throw new MusubiError('caller', 'token.not-found', `no token ${id} of the caller`);
    }
    if (stored.value.revokedAt !== undefined) return {};
    const revoked = { ...stored.value, revokedAt: clock.now() };
    await records.writeAudited(
      [put(accessTokenRecord, id, revoked)],
      actedBy(caller, { act: 'token.revoked', target: id }),
    );
    return {};
  });
