import { z } from 'zod';
import { displayName, identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

/** What connects: it has its own identity and credentials and delivers the readings of one asset or more. */
export const device = z.object({
  id: identifier,
  name: displayName,
  assetId: identifier.optional(),
  /** The connection (a configured connector) through which it delivers. */
  connectionId: identifier,
  /** How the connection knows it: MQTT user, HTTP token id, SHDR address, folder. Unique within the connection. */
  address: z.string().min(1).max(200),
  profile: z
    .object({
      maker: z.string().max(120).optional(),
      model: z.string().max(120).optional(),
      serial: z.string().max(120).optional(),
      calibratedAt: instant.optional(),
      batteryPercent: z.number().min(0).max(100).optional(),
    })
    .default({}),
  /** After this silence the device counts as lost, milliseconds. */
  silentAfterMs: z.number().int().min(1_000).default(60_000),
  simulated: z.boolean().default(false),
  acceptedAt: instant,
  acceptedBy: identifier,
  revokedAt: instant.optional(),
});
export type Device = z.output<typeof device>;

export const deviceRecord = defineRecord({
  name: 'device',
  version: 1,
  schema: device,
  indexes: ['connectionId', 'assetId'],
});

/** The secret half of a device: only a hash of its token is kept. */
export const deviceCredential = z.object({
  id: identifier,
  deviceId: identifier,
  /** SHA-256 of the token; tokens carry 256 random bits, so a fast hash is enough. */
  tokenHash: z.string().length(64),
  createdAt: instant,
  revokedAt: instant.optional(),
});
export type DeviceCredential = z.output<typeof deviceCredential>;

export const deviceCredentialRecord = defineRecord({
  name: 'device-credential',
  version: 1,
  schema: deviceCredential,
  indexes: ['deviceId', 'tokenHash'],
});
