import { MusubiError } from '@musubi/base';
import { passwordSecretRecord, put } from '@musubi/schema';
import { mount, setMyPassword } from '@musubi/schema/api';
import { actedBy, personOf } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';
import { confirmPassword } from './confirm-password.ts';
import { checkPassword } from './password-rules.ts';

export const setMyPasswordHandler = (parts: SiteParts) =>
  mount(setMyPassword, async ({ current, next }, context) => {
    const caller = personOf(context);
    const person = await confirmPassword(parts, caller, current);
    if (next === current) throw new MusubiError('caller', 'password.same', 'the same password again');
    checkPassword(next, person.login);
    const hash = await parts.passwords.hash(next);
    const secret = { personId: person.id, hash, changedAt: parts.clock.now(), oneTime: false };
    await parts.records.writeAudited(
      [
        put(passwordSecretRecord, person.id, secret),
        ...(await parts.sessions.endAll(person.id, caller.sessionId)),
      ],
      actedBy(caller, { act: 'password.changed', target: person.id }),
    );
    return {};
  });
