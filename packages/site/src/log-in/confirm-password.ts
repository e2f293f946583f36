import { MusubiError } from '@musubi/base';
import { type Person, passwordSecretRecord } from '@musubi/schema';
import { actedBy, type PersonCaller } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';

/** The caller, who proved by the password that it is really them; else `password.wrong-current`. */
export async function confirmPassword(
  parts: Pick<SiteParts, 'people' | 'pace' | 'passwords' | 'records'>,
  caller: PersonCaller,
  password: string,
): Promise<Person> {
  const { value: person } = await parts.people.stored(caller.personId);
  const attempt = parts.pace.begin(person.login, caller.address);
  const secret = await parts.records.get(passwordSecretRecord, person.id);
  if (await parts.passwords.matches(password, secret?.value.hash)) {
    attempt.succeeded();
    return person;
  }
  const line = actedBy(caller, { act: 'password.refused', result: 'refused', target: person.id });
  await parts.records.writeAudited([], line);
  throw new MusubiError('caller', 'password.wrong-current', 'the current password is wrong');
}
