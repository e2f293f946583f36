import { type Clock, type Log, newSecret, reasonOf, sha256 } from '@musubi/base';
import {
  type Change,
  type Person,
  put,
  type Records,
  remove,
  type Session,
  sessionRecord,
} from '@musubi/schema';
import type { Identity } from '@musubi/schema/api';
import type { People } from '../people/people.ts';
import { isActive } from '../people/standing.ts';

const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 30 * 86_400_000;
/** How often the time of last use is written down; between, it is held in memory. */
const WRITTEN_EVERY_MS = 15 * 60_000;
const TOUCHED_EVERY_MS = 60_000;

export interface NewSession {
  /** For the cookie; 256 random bits of which only the hash is kept. */
  secret: string;
  session: Session;
  change: Change;
}

/** Browser sessions: new at each log-in, ended here, not by trusting the browser. */
export class Sessions {
  readonly #records: Records;
  readonly #people: People;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #seen = new Map<string, number>();

  constructor(at: { records: Records; people: People; clock: Clock; log: Log }) {
    this.#records = at.records;
    this.#people = at.people;
    this.#clock = at.clock;
    this.#log = at.log;
  }

  /** A session that begins once `change` is written. */
  begin(person: Person): NewSession {
    const now = this.#clock.now();
    const secret = newSecret(32);
    const session: Session = {
      id: sha256(secret),
      personId: person.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: Math.min(now + ABSOLUTE_MS, person.endsAt ?? Number.POSITIVE_INFINITY),
      csrf: newSecret(24),
    };
    return { secret, session, change: put(sessionRecord, session.id, session, 0) };
  }

  /** Who a cookie's secret stands for right now. */
  async resolve(secret: string): Promise<Identity | undefined> {
    const session = (await this.#records.get(sessionRecord, sha256(secret)))?.value;
    if (!session || !this.#isAlive(session)) return undefined;
    const person = await this.#people.get(session.personId);
    if (!person || !isActive(person, this.#clock.now())) return undefined;
    this.#touch(session);
    return {
      personId: person.id,
      name: person.name,
      role: person.role,
      language: person.language,
      sessionId: session.id,
      csrf: session.csrf,
      ...(person.endsAt === undefined ? {} : { endsAt: person.endsAt }),
    };
  }

  async csrfOf(sessionId: string): Promise<string | undefined> {
    return (await this.#records.get(sessionRecord, sessionId))?.value.csrf;
  }

  end(sessionId: string): Change {
    this.#seen.delete(sessionId);
    return remove(sessionRecord, sessionId);
  }

  /** Ends all sessions of a person, or all but one. */
  async endAll(personId: string, butSessionId?: string): Promise<Change[]> {
    const all = await this.#records.list(sessionRecord, { where: { personId } });
    return all.filter(({ id }) => id !== butSessionId).map(({ id }) => this.end(id));
  }

  /** Those of a person that are over anyway; taken away with the next log-in, so that they don't pile up. */
  async sweep(personId: string): Promise<Change[]> {
    const now = this.#clock.now();
    const all = await this.#records.list(sessionRecord, { where: { personId } });
    return all.filter(({ value }) => value.expiresAt <= now).map(({ id }) => this.end(id));
  }

  /** A clock that jumps ends nothing for good: the session lives again when the clock is right again. */
  #isAlive(session: Session): boolean {
    const now = this.#clock.now();
    return now < session.expiresAt && now - this.#lastSeen(session) < IDLE_MS;
  }

  #lastSeen(session: Session): number {
    return Math.max(session.lastSeenAt, this.#seen.get(session.id) ?? 0);
  }

  #touch(session: Session): void {
    const now = this.#clock.now();
    if (now - this.#lastSeen(session) < TOUCHED_EVERY_MS) return;
    this.#seen.set(session.id, now);
    if (now - session.lastSeenAt < WRITTEN_EVERY_MS) return;
    this.#writeSeen({ ...session, lastSeenAt: now });
  }

  /** Not waited for: nobody's request fails because a time of use could not be noted. */
  #writeSeen(session: Session): void {
    this.#records
      .get(sessionRecord, session.id)
      .then(async (stored) => {
        // A session that was ended meanwhile must not come back.
        if (stored) await this.#records.write([put(sessionRecord, session.id, session, stored.revision)]);
      })
      .catch((error: unknown) => {
        this.#log.warn('last use of a session not noted', { reason: reasonOf(error) });
      });
  }
}
