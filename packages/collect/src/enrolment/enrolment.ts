import { type Clock, isMusubiError, MusubiError, newId, newSecret, sha256 } from '@musubi/base';
import {
  type Asset,
  assetRecord,
  type Change,
  type Connection,
  type Device,
  type DeviceCredential,
  deviceCredentialRecord,
  deviceRecord,
  foundDeviceRecord,
  put,
  type Records,
  remove,
} from '@musubi/schema';
import { type Actor, done } from '../actor.ts';
import type { Directory } from '../directory.ts';
import type { FoundDevices } from './found-devices.ts';

export interface EnrolmentParts {
  records: Records;
  directory: Directory;
  found: FoundDevices;
  clock: Clock;
  /** Rejects where there is no such connection. */
  connection(id: string): Connection;
  /** Whether devices of the connection get credentials from us. */
  listens(connection: Connection): boolean;
  /** Marks the series of a revoked device as unknown from here on. */
  cutOff(deviceId: string): Promise<void>;
}

export interface Credentials {
  user: string;
  /** Shown once; only its hash is kept. */
  secret: string;
}

export interface NewDevice {
  name: string;
  connectionId: string;
  assetName?: string | undefined;
  address?: string | undefined;
  serial?: string | undefined;
  simulated?: boolean | undefined;
}

export interface Accepted {
  device: Device;
  credentials?: Credentials;
}

/** What is written together with a device, and by whose act. */
interface Occasion {
  by: Actor;
  act: string;
  also?: (device: Device) => readonly Change[];
}

/** How devices are let in and cut off. Everything here is durable and audited before it takes effect. */
export class Enrolment {
  readonly #parts: EnrolmentParts;

  constructor(parts: EnrolmentParts) {
    this.#parts = parts;
  }

  /** Accepts a found device under a name; of two who accept it at once, one gets `record.changed`. */
  async accept(foundId: string, name: string, assetName: string | undefined, by: Actor): Promise<Accepted> {
    const found = await this.#parts.found.byId(foundId);
    const stored = await this.#parts.records.get(foundDeviceRecord, foundId);
    if (!stored) throw new MusubiError('caller', 'device.not-found', `no found device ${foundId}`);
    const accepted = await this.add(
      { name, assetName, connectionId: found.connectionId, address: found.address },
      { by, act: 'device.accepted', also: () => [remove(foundDeviceRecord, foundId, stored.revision)] },
    );
    this.#parts.found.decided(found);
    return accepted;
  }

  /** A found device that a person doesn't want: it stays refused and is no longer shown. */
  async dismiss(foundId: string, by: Actor): Promise<void> {
    const found = await this.#parts.found.byId(foundId);
    const dismissed = { ...found, dismissedAt: this.#parts.clock.now() };
    await this.#parts.records.writeAudited(
      [put(foundDeviceRecord, foundId, dismissed)],
      done(by, 'device.dismissed', foundId, { address: found.address }),
    );
    this.#parts.found.decided(found, dismissed);
  }

  /** Makes a device, its asset if there is none of that name, and its credentials where it needs its own. */
  async add(wanted: NewDevice, occasion: Occasion): Promise<Accepted> {
    const connection = this.#parts.connection(wanted.connectionId);
    const listens = this.#parts.listens(connection);
    const id = newId('dev');
    const address = wanted.address ?? (listens ? id : undefined);
    if (address === undefined) {
      throw new MusubiError('caller', 'device.address-missing', 'this connection needs an address');
    }
    this.#refuseTaken(connection, address);
    const simulated = wanted.simulated ?? connection.simulated;
    const asset = await this.assetNamed(wanted.assetName ?? wanted.name, simulated);
    const now = this.#parts.clock.now();
    const device: Device = {
      id,
      name: wanted.name,
      assetId: asset.id,
      connectionId: connection.id,
      address,
      profile: wanted.serial === undefined ? {} : { serial: wanted.serial },
      silentAfterMs: 60_000,
      simulated,
      acceptedAt: now,
      acceptedBy: occasion.by.id,
    };
    const issued = listens ? this.#issue(device) : undefined;
    await this.#parts.records.writeAudited(
      [
        put(assetRecord, asset.id, asset),
        put(deviceRecord, id, device, 0),
        ...(issued ? [put(deviceCredentialRecord, issued.credential.id, issued.credential, 0)] : []),
        ...(occasion.also?.(device) ?? []),
      ],
      done(occasion.by, occasion.act, id, { name: device.name, connection: connection.name, address }),
    );
    this.#parts.directory.accept(device, issued?.credential);
    return issued ? { device, credentials: { user: id, secret: issued.secret } } : { device };
  }

  /** Cuts a device off at once: whoever holds its connection hears of it, its secret is worth nothing, its readings stay. */
  async revoke(deviceId: string, by: Actor): Promise<void> {
    const entry = this.#parts.directory.device(deviceId);
    if (!entry || entry.revoked.aborted) {
      throw new MusubiError('caller', 'device.not-found', `no device ${deviceId}`);
    }
    await this.#parts.directory.save();
    const revokedAt = this.#parts.clock.now();
    const device = { ...entry.device, revokedAt };
    const credentials = this.#parts.directory
      .credentialsOf(deviceId)
      .map((credential) => put(deviceCredentialRecord, credential.id, { ...credential, revokedAt }));
    await this.#parts.records.writeAudited(
      [put(deviceRecord, deviceId, device), ...credentials],
      done(by, 'device.revoked', deviceId, { name: device.name }),
    );
    this.#parts.directory.revoke(device);
    await this.#parts.cutOff(deviceId);
  }

  /** The asset of a name; made with the device that needs it, where there is none yet. */
  async assetNamed(name: string, simulated: boolean): Promise<Asset> {
    const assets = await this.#parts.records.list(assetRecord);
    const known = assets.find(({ value }) => value.name === name && value.simulated === simulated);
    if (known) return known.value;
    return { id: newId('ast'), name, kind: 'machine', simulated, createdAt: this.#parts.clock.now() };
  }

  #issue(device: Device): { credential: DeviceCredential; secret: string } {
    const secret = newSecret();
    const createdAt = this.#parts.clock.now();
    return {
      secret,
      credential: { id: newId('cre'), deviceId: device.id, tokenHash: sha256(secret), createdAt },
    };
  }

  #refuseTaken(connection: Connection, address: string): void {
    if (!this.#parts.directory.at(connection.id, address)) return;
    throw new MusubiError('caller', 'device.address-taken', `${address} is taken`, { details: { address } });
  }
}

/** True where another was faster at changing the same record. */
export function wasFaster(error: unknown): boolean {
  return isMusubiError(error, 'record.changed');
}
