import { MusubiError } from '@musubi/base';
import type { Person } from '@musubi/schema';

/** Whether a person has access at `now`: not disabled, not past the end. */
export function isActive(person: Person, now: number): boolean {
  return person.disabledAt === undefined && (person.endsAt === undefined || person.endsAt > now);
}

/** An adviser always has an end, and every end lies ahead. */
export function checkEnd(person: Pick<Person, 'role' | 'endsAt'>, now: number): void {
  if (person.role === 'adviser' && person.endsAt === undefined) {
    throw new MusubiError('caller', 'person.adviser-needs-end', 'an adviser without an end date');
  }
  if (person.endsAt !== undefined && person.endsAt <= now) {
    throw new MusubiError('caller', 'person.end-in-past', 'the end date is in the past');
  }
}

/** Someone must be left who administers for good: `people` as they would be after a change. */
export function checkAdministratorStays(people: readonly Person[]): void {
  const stays = people.some(
    ({ role, disabledAt, endsAt }) =>
      role === 'administrator' && disabledAt === undefined && endsAt === undefined,
  );
  if (!stays) throw new MusubiError('caller', 'person.last-administrator', 'no administrator would be left');
}
