import { newCode, newId } from '@musubi/base';
import { type Person, passwordSecretRecord, personRecord, put } from '@musubi/schema';
import { addPerson, mount } from '@musubi/schema/api';
import { actedBy } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';
import { normalLogin } from './people.ts';
import { checkEnd } from './standing.ts';

/** A password that is read aloud once: 31^12 possibilities. */
export const newFirstPassword = () => newCode(12);

export const addPersonHandler = ({ records, people, passwords, clock }: SiteParts) =>
  mount(addPerson, async (input, { caller }) => {
    const { endsAt, ...rest } = input;
    const now = clock.now();
    const person: Person = { ...rest, id: newId('per'), login: normalLogin(input.login), createdAt: now };
    if (endsAt !== undefined) person.endsAt = endsAt;
    checkEnd(person, now);
    const firstPassword = newFirstPassword();
    const hash = await passwords.hash(firstPassword);
    await people.inTurn(async () => {
      await people.checkFree(person.login);
      await records.writeAudited(
        [
          put(personRecord, person.id, person, 0),
          put(passwordSecretRecord, person.id, { personId: person.id, hash, changedAt: now, oneTime: true }),
        ],
        actedBy(caller, { act: 'person.added', target: person.id, details: { role: person.role } }),
      );
    });
    return { person, firstPassword };
  });
