import { MusubiError } from '@musubi/base';
import { type Change, type PasswordSecret, type Person, passwordSecretRecord, put } from '@musubi/schema';
import { type Caller, type Input, logIn, mount } from '@musubi/schema/api';
import { actedBy } from '../audit/acted-by.ts';
import { normalLogin } from '../people/people.ts';
import { isActive } from '../people/standing.ts';
import type { SiteParts } from '../site-parts.ts';
import type { Attempt } from './log-in-pace.ts';
import { checkPassword } from './password-rules.ts';

const FIRST_PASSWORD_GOOD_FOR_MS = 14 * 86_400_000;

export const logInHandler = (parts: SiteParts) =>
  mount(logIn, async (input, { caller, session: cookie }) => {
    const attempt = parts.pace.begin(normalLogin(input.login), caller.address);
    const { person, secret } = await recognised(parts, input, caller, attempt);
    attempt.succeeded();
    const renewed = await renewedPassword(parts, input, person, secret);
    const opened = parts.sessions.begin(person);
    const swept = await parts.sessions.sweep(person.id);
    await parts.records.writeAudited([...renewed, ...swept, opened.change], {
      ...actedBy(caller, { act: 'login.done', target: person.id }),
      actor: `person:${person.id}`,
      actorName: person.name,
    });
    cookie.begin(opened.secret, opened.session.expiresAt);
    return { person, csrf: opened.session.csrf };
  });

interface Recognised {
  person: Person;
  secret: PasswordSecret;
}

/** The person whose login and password these are; everyone else gets the same answer after the same time. */
async function recognised(
  parts: SiteParts,
  input: Input<typeof logIn>,
  caller: Caller,
  attempt: Attempt,
): Promise<Recognised> {
  const person = await parts.people.byLogin(input.login);
  const secret = person && (await parts.records.get(passwordSecretRecord, person.id))?.value;
  const matches = await parts.passwords.matches(input.password, secret?.hash);
  if (person && secret && matches && isActive(person, parts.clock.now())) return { person, secret };
  // The login as typed is not written down: people type passwords there.
  const about = person ? { target: person.id } : {};
  const details = { known: person !== undefined, slowsDown: attempt.slowsDown };
  await parts.records.writeAudited(
    [],
    actedBy(caller, { act: 'login.refused', result: 'refused', ...about, details }),
  );
  throw new MusubiError('caller', 'auth.wrong-password', 'login or password is wrong');
}

/** The change that replaces a one-time password, or a hash made with older parameters. */
async function renewedPassword(
  parts: SiteParts,
  input: Input<typeof logIn>,
  person: Person,
  secret: PasswordSecret,
): Promise<Change[]> {
  const next = secret.oneTime ? ownPassword(parts, input, person, secret) : input.password;
  if (!secret.oneTime && !parts.passwords.isOutdated(secret.hash)) return [];
  const hash = await parts.passwords.hash(next);
  const changedAt = secret.oneTime ? parts.clock.now() : secret.changedAt;
  return [put(passwordSecretRecord, person.id, { personId: person.id, hash, changedAt, oneTime: false })];
}

function ownPassword(
  parts: SiteParts,
  input: Input<typeof logIn>,
  person: Person,
  secret: PasswordSecret,
): string {
  if (parts.clock.now() - secret.changedAt > FIRST_PASSWORD_GOOD_FOR_MS) {
    throw new MusubiError('caller', 'login.first-password-expired', 'the first password is too old');
  }
  if (input.newPassword === undefined) {
    throw new MusubiError('caller', 'login.new-password-needed', 'the first password must be changed');
  }
  if (input.newPassword === input.password) {
    throw new MusubiError('caller', 'password.same', 'the first password again');
  }
  checkPassword(input.newPassword, person.login);
  return input.newPassword;
}
