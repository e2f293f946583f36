import { z } from 'zod';
import { identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';
import { valueKind } from './series.ts';

/** Something that asked to deliver but is not accepted: refused until a person decides. */
export const foundDevice = z.object({
  id: identifier,
  connectionId: identifier,
  address: z.string().min(1).max(200),
  firstSeenAt: instant,
  lastSeenAt: instant,
  attempts: z.number().int(),
  /** A person dismissed it: still refused, no longer shown. */
  dismissedAt: instant.optional(),
  /** What its payloads suggest; values are samples, not stored readings. */
  suggestion: z.object({
    name: z.string(),
    kit: z.string().optional(),
    series: z.array(
      z.object({ key: z.string(), kind: valueKind, unit: z.string(), name: z.string(), sample: z.string() }),
    ),
  }),
});
export type FoundDevice = z.output<typeof foundDevice>;

export const foundDeviceRecord = defineRecord({
  name: 'found-device',
  version: 1,
  schema: foundDevice,
  indexes: ['connectionId'],
});

/** A one-time invitation for a device (QR or code), bound to the first device that uses it. */
export const enrolmentCode = z.object({
  id: identifier,
  codeHash: z.string().length(64),
  connectionId: identifier,
  deviceName: z.string().max(120).optional(),
  createdBy: identifier,
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.optional(),
  usedByDeviceId: identifier.optional(),
});
export type EnrolmentCode = z.output<typeof enrolmentCode>;

export const enrolmentCodeRecord = defineRecord({
  name: 'enrolment-code',
  version: 1,
  schema: enrolmentCode,
  indexes: ['codeHash'],
});
