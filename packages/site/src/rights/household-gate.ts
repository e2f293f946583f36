import type { Clock } from '@musubi/base';
import { type Role, SYSTEM_PERSON } from '@musubi/schema';
import type { Purpose, ReadDecision, Reader, ReadGate, ReadRequest } from '@musubi/store';
import type { People } from '../people/people.ts';
import { leastRole } from '../people/roles.ts';
import { isActive } from '../people/standing.ts';

/** What people of each role may read data for. */
const PURPOSES_OF_ROLE: Readonly<Record<Role, readonly Purpose[]>> = {
  viewer: ['operate', 'trace', 'export'],
  adviser: ['operate', 'trace', 'export'],
  worker: ['operate', 'trace', 'export'],
  leader: ['operate', 'trace', 'export', 'compute'],
  administrator: ['operate', 'trace', 'export', 'compute', 'back-up'],
};

/** The duties of the program itself, each with what it reads for. A new duty has to be entered here. */
const PURPOSES_OF_TASK: Readonly<Record<string, readonly Purpose[]>> = {
  'roll-up': ['compute'],
  live: ['operate'],
  preview: ['operate', 'compute'],
  health: ['operate'],
  export: ['export'],
  'back-up': ['back-up'],
};

/** A person's standing is looked up again after this time, so a live screen goes dark within it. */
const STANDING_GOOD_FOR_MS = 1_000;

interface Standing {
  role: Role | undefined;
  until: number;
}

/**
 * Decides reads within the firm. Closed world: a reader, role, task or purpose that is not listed is refused;
 * devices only deliver, and partners have their own gate.
 */
export class HouseholdGate implements ReadGate {
  readonly #people: People;
  readonly #clock: Clock;
  readonly #standings = new Map<string, Standing>();

  constructor(people: People, clock: Clock) {
    this.#people = people;
    this.#clock = clock;
  }

  async decide(reader: Reader, request: ReadRequest): Promise<ReadDecision> {
    const purposes = await this.#purposesOf(reader);
    if (purposes === 'ended') return refused('gate.ended', 'the access has ended');
    if (!purposes) return refused('gate.unknown-reader', `no right to read for ${reader.kind}`);
    if (!purposes.includes(request.purpose)) {
      return refused('gate.unknown-purpose', `${reader.kind} may not read for ${request.purpose}`);
    }
    return { permitted: true, series: request.series, from: request.from, to: request.to };
  }

  async #purposesOf(reader: Reader): Promise<readonly Purpose[] | 'ended' | undefined> {
    if (reader.kind === 'task') return ofOwn(PURPOSES_OF_TASK, reader.task);
    if (reader.kind !== 'person') return undefined;
    if (!Object.hasOwn(PURPOSES_OF_ROLE, reader.role)) return undefined;
    if (reader.endsAt !== undefined && reader.endsAt <= this.#clock.now()) return 'ended';
    if (reader.personId === SYSTEM_PERSON) return PURPOSES_OF_ROLE[reader.role];
    const role = await this.#roleNow(reader.personId);
    return role ? PURPOSES_OF_ROLE[leastRole(role, reader.role)] : 'ended';
  }

  /** The role a person has right now, whatever it was when the channel was opened. */
  async #roleNow(personId: string): Promise<Role | undefined> {
    const now = this.#clock.monotonic();
    const known = this.#standings.get(personId);
    if (known && known.until > now) return known.role;
    const person = await this.#people.get(personId);
    const role = person && isActive(person, this.#clock.now()) ? person.role : undefined;
    this.#standings.set(personId, { role, until: now + STANDING_GOOD_FOR_MS });
    return role;
  }
}

/** Names like `constructor` are no entries. */
function ofOwn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function refused(code: string, reason: string): ReadDecision {
  return { permitted: false, code, reason };
}
