import type { AuditDraft, Change, Person } from '@musubi/schema';
import { passwordSecretRecord, personRecord, put } from '@musubi/schema';
import { changePerson, type Input, mount } from '@musubi/schema/api';
import { actedBy } from '../audit/acted-by.ts';
import type { SiteParts } from '../site-parts.ts';
import { newFirstPassword } from './add-person.ts';
import { checkAdministratorStays, checkEnd, isActive } from './standing.ts';

type Wish = Input<typeof changePerson>;

export const changePersonHandler = (parts: SiteParts) =>
  mount(changePerson, async (input, { caller }) => {
    const firstPassword = input.newPassword ? newFirstPassword() : undefined;
    const hash = firstPassword && (await parts.passwords.hash(firstPassword));
    return parts.people.inTurn(async () => {
      const { value: before, revision } = await parts.people.stored(input.id);
      const now = parts.clock.now();
      const person = changed(before, input, now);
      if (input.role !== undefined || input.endsAt !== undefined) checkEnd(person, now);
      const others = (await parts.people.all()).map(({ value }) => value);
      checkAdministratorStays(others.map((other) => (other.id === person.id ? person : other)));
      const changes: Change[] = [put(personRecord, person.id, person, revision)];
      if (hash) {
        const secret = { personId: person.id, hash, changedAt: now, oneTime: true };
        changes.push(put(passwordSecretRecord, person.id, secret));
      }
      if (hash || !isActive(person, now)) changes.push(...(await parts.sessions.endAll(person.id)));
      await parts.records.writeAudited(changes, actedBy(caller, lineOf(before, person, input)));
      return { person, ...(firstPassword === undefined ? {} : { firstPassword }) };
    });
  });

function changed(before: Person, wish: Wish, now: number): Person {
  const { endsAt, disabledAt, ...rest } = before;
  const person: Person = { ...rest, name: wish.name ?? before.name, role: wish.role ?? before.role };
  const end = wish.endsAt === undefined ? endsAt : wish.endsAt;
  if (end !== null && end !== undefined) person.endsAt = end;
  const isDisabled = wish.disabled ?? disabledAt !== undefined;
  if (isDisabled) person.disabledAt = disabledAt ?? now;
  return person;
}

function lineOf(before: Person, after: Person, wish: Wish): Pick<AuditDraft, 'act' | 'target' | 'details'> {
  const details: Record<string, string | number | boolean | null> = {};
  if (after.name !== before.name) details.name = after.name;
  if (after.role !== before.role) details.role = after.role;
  if (after.endsAt !== before.endsAt) details.endsAt = after.endsAt ?? null;
  if (after.disabledAt !== before.disabledAt) details.disabled = after.disabledAt !== undefined;
  if (wish.newPassword) details.newPassword = true;
  return { act: 'person.changed', target: after.id, details };
}
