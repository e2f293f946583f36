import { z } from 'zod';
import { identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

/** A delivery that could not be read: kept whole, with the reason, until replayed or dismissed. */
export const quarantined = z.object({
  id: identifier,
  connectionId: identifier,
  address: z.string().max(200),
  receivedAt: instant,
  /** Stable code, key of the message catalogue. */
  reason: z.string(),
  detail: z.string().max(500),
  /** Base64 of at most 64 KiB of the delivery. */
  raw: z.string(),
  rawBytes: z.number().int(),
  state: z.enum(['waiting', 'replayed', 'dismissed']),
});
export type Quarantined = z.output<typeof quarantined>;

export const quarantinedRecord = defineRecord({
  name: 'quarantined',
  version: 1,
  schema: quarantined,
  indexes: ['connectionId', 'state'],
});
