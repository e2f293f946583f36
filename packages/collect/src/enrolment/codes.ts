import { MusubiError, newCode, newId, sha256 } from '@musubi/base';
import {
  type Change,
  type EnrolmentCode,
  enrolmentCodeRecord,
  put,
  remove,
  type Stored,
} from '@musubi/schema';
import { type Actor, done } from '../actor.ts';
import { type Accepted, type Enrolment, type EnrolmentParts, wasFaster } from './enrolment.ts';

const VALID_MS = 10 * 60_000;
/** So long a spent code is still answered with why it is worth nothing. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;
/** Wrong codes from all sides within the validity of one: 8 letters of 31 stay far out of reach. */
const MOST_WRONG = 200;
const MOST_WRONG_PER_ADDRESS = 10;

/** One-time codes with which a device enrols itself: 10 minutes, one use, bound to the device that uses it. */
export class EnrolmentCodes {
  readonly #parts: EnrolmentParts;
  readonly #enrolment: Enrolment;
  /** Monotonic times of wrong tries, with the address they came from. */
  #wrong: { at: number; address: string }[] = [];

  constructor(parts: EnrolmentParts, enrolment: Enrolment) {
    this.#parts = parts;
    this.#enrolment = enrolment;
  }

  /** A new code; only its hash is kept. */
  async create(
    connectionId: string,
    deviceName: string | undefined,
    by: Actor,
  ): Promise<{ code: string; expiresAt: number }> {
    const connection = this.#parts.connection(connectionId);
    if (!this.#parts.listens(connection)) {
      throw new MusubiError('caller', 'enrol.not-possible', `${connection.name} has no log-in for devices`);
    }
    const code = newCode();
    const createdAt = this.#parts.clock.now();
    const record: EnrolmentCode = {
      id: newId('enr'),
      codeHash: hashOf(code),
      connectionId,
      ...(deviceName === undefined ? {} : { deviceName }),
      createdBy: by.id,
      createdAt,
      expiresAt: createdAt + VALID_MS,
    };
    await this.#parts.records.writeAudited(
      [...(await this.#forgotten(createdAt)), put(enrolmentCodeRecord, record.id, record, 0)],
      done(by, 'enrolment-code.created', record.id, { connection: connection.name }),
    );
    return { code, expiresAt: record.expiresAt };
  }

  /** Trades a code for a device of its own. Of several that use one code at once, exactly one gets it. */
  async claim(
    code: string,
    wanted: { name?: string | undefined; serial?: string | undefined },
    by: Actor,
  ): Promise<Accepted> {
    const address = by.address ?? '';
    this.#refuseGuessing(address);
    const [stored] = await this.#parts.records.list(enrolmentCodeRecord, {
      where: { codeHash: hashOf(code) },
    });
    if (!stored) {
      this.#wrong.push({ at: this.#parts.clock.monotonic(), address });
      throw new MusubiError('caller', 'enrol.code-wrong', 'no such code');
    }
    this.#refuseSpent(stored.value);
    try {
      return await this.#use(stored, wanted, by);
    } catch (error) {
      if (wasFaster(error)) throw used();
      throw error;
    }
  }

  #use(
    { id, value, revision }: Stored<EnrolmentCode>,
    wanted: { name?: string | undefined; serial?: string | undefined },
    by: Actor,
  ): Promise<Accepted> {
    const name = value.deviceName ?? wanted.name ?? wanted.serial ?? `device ${id.slice(-4)}`;
    const usedAt = this.#parts.clock.now();
    return this.#enrolment.add(
      { name, connectionId: value.connectionId, serial: wanted.serial },
      {
        by: { ...by, id: value.createdBy },
        act: 'device.enrolled',
        // The revision decides the race: whoever writes second finds it changed.
        also: (device) => [
          put(enrolmentCodeRecord, id, { ...value, usedAt, usedByDeviceId: device.id }, revision),
        ],
      },
    );
  }

  async #forgotten(now: number): Promise<Change[]> {
    const codes = await this.#parts.records.list(enrolmentCodeRecord);
    return codes
      .filter(({ value }) => now - value.expiresAt > FORGOTTEN_AFTER_MS)
      .map(({ id }) => remove(enrolmentCodeRecord, id));
  }

  #refuseSpent(code: EnrolmentCode): void {
    if (code.usedAt !== undefined) throw used();
    const now = this.#parts.clock.now();
    // Before its own making: the clock was set back, and its age can't be told.
    if (now > code.expiresAt || now < code.createdAt - VALID_MS) {
      throw new MusubiError('caller', 'enrol.code-expired', 'the code is older than 10 minutes');
    }
  }

  #refuseGuessing(address: string): void {
    const since = this.#parts.clock.monotonic() - VALID_MS;
    this.#wrong = this.#wrong.filter(({ at }) => at > since);
    const own = this.#wrong.filter((wrong) => wrong.address === address).length;
    if (own >= MOST_WRONG_PER_ADDRESS || this.#wrong.length >= MOST_WRONG) {
      throw new MusubiError('caller', 'enrol.too-many-tries', 'too many wrong codes');
    }
  }
}

/** Typed with or without the dash, in small letters too. */
function hashOf(code: string): string {
  return sha256(code.toUpperCase().replace(/[^0-9A-Z]/g, ''));
}

function used(): MusubiError {
  return new MusubiError('caller', 'enrol.code-used', 'the code has been used');
}
