import { createHash, timingSafeEqual } from 'node:crypto';
import type { DeviceCredential } from '@musubi/schema';

/** Compared with when a user is unknown, so that the answer takes as long. */
const NOBODY = new Uint8Array(32);

/** The hashes of all devices' secrets. */
export class DeviceCredentials {
  readonly #of = new Map<string, DeviceCredential[]>();

  learn(credential: DeviceCredential): void {
    this.#of.set(credential.deviceId, [...this.of(credential.deviceId), credential]);
  }

  of(deviceId: string): readonly DeviceCredential[] {
    return this.#of.get(deviceId) ?? [];
  }

  forget(deviceId: string): void {
    this.#of.delete(deviceId);
  }

  /** Whether `secret` is one of the device's that holds. Takes as long whoever asks. */
  match(deviceId: string, secret: string): boolean {
    const asked = createHash('sha256').update(secret).digest();
    const credentials = this.of(deviceId);
    let matches = false;
    for (const { tokenHash, revokedAt } of credentials) {
      const isSame = timingSafeEqual(Buffer.from(tokenHash, 'hex'), asked);
      if (isSame && revokedAt === undefined) matches = true;
    }
    if (credentials.length === 0) timingSafeEqual(NOBODY, asked);
    return matches;
  }
}
