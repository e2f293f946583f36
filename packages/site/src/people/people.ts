import { MusubiError } from '@musubi/base';
import { type Person, personRecord, type RecordReader, type Stored } from '@musubi/schema';
import { inTurn } from './in-turn.ts';

/** Logins are compared without regard to case and width: ＳＡＴＯ is sato. */
export function normalLogin(login: string): string {
  return login.trim().normalize('NFKC').toLowerCase();
}

export interface People {
  all(): Promise<Stored<Person>[]>;
  get(id: string): Promise<Person | undefined>;
  /** Refused with `person.not-found`. */
  stored(id: string): Promise<Stored<Person>>;
  byLogin(login: string): Promise<Person | undefined>;
  /** Refused with `login.taken`. */
  checkFree(login: string): Promise<void>;
  /** Changes of who is there run one after the other: logins stay unique, an administrator stays. */
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
}

export function peopleOf(records: RecordReader): People {
  const byLogin = async (login: string) =>
    (await records.list(personRecord, { where: { login: normalLogin(login) }, limit: 1 }))[0]?.value;
  return {
    all: () => records.list(personRecord),
    get: async (id) => (await records.get(personRecord, id))?.value,
    async stored(id) {
      const found = await records.get(personRecord, id);
      if (found) return found;
      throw new MusubiError('caller', 'person.not-found', `no person ${id}`);
    },
    byLogin,
    async checkFree(login) {
      if (!(await byLogin(login))) return;
      throw new MusubiError('caller', 'login.taken', 'the login is taken', {
        details: { login: normalLogin(login) },
      });
    },
    inTurn: inTurn(),
  };
}
