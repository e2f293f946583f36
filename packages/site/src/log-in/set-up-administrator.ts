import { isMusubiError, newId } from '@musubi/base';
import { type Person, passwordSecretRecord, personRecord, put } from '@musubi/schema';
import { mount, setUpAdministrator } from '@musubi/schema/api';
import { actedBy } from '../audit/acted-by.ts';
import { normalLogin } from '../people/people.ts';
import type { SiteParts } from '../site-parts.ts';
import { checkPassword } from './password-rules.ts';

export const setUpAdministratorHandler = (parts: SiteParts) =>
  mount(setUpAdministrator, async (input, { caller, session: cookie }) => {
    const { records, people, setupLink, clock } = parts;
    const attempt = parts.pace.begin('set-up link', caller.address);
    try {
      await setupLink.spend(input.setupSecret);
    } catch (error) {
      if (isMusubiError(error, 'auth.spent-setup-link')) {
        await records.writeAudited([], actedBy(caller, { act: 'setup.refused', result: 'refused' }));
      }
      throw error;
    }
    attempt.succeeded();
    const person: Person = {
      id: newId('per'),
      login: normalLogin(input.login),
      name: input.name,
      role: 'administrator',
      language: input.language,
      createdAt: clock.now(),
    };
    checkPassword(input.password, person.login);
    const secret = { personId: person.id, hash: await parts.passwords.hash(input.password) };
    const opened = parts.sessions.begin(person);
    await people.inTurn(async () => {
      // Looked at again in turn: two browsers with the same link must not both win.
      const spent = await setupLink.spend(input.setupSecret);
      await records.writeAudited(
        [
          spent,
          put(personRecord, person.id, person, 0),
          put(passwordSecretRecord, person.id, { ...secret, changedAt: clock.now(), oneTime: false }),
          opened.change,
        ],
        { ...actedBy(caller, { act: 'setup.done', target: person.id }), actorName: person.name },
      );
      setupLink.spent();
    });
    cookie.begin(opened.secret, opened.session.expiresAt);
    return { person, csrf: opened.session.csrf };
  });
