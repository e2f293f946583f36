import { z } from 'zod';
import { displayName, identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

/** A configured connector: which one, with which settings (checked by the connector's own schema). */
export const connection = z.object({
  id: identifier,
  name: displayName,
  connector: identifier,
  settings: z.record(z.string(), z.unknown()),
  enabled: z.boolean().default(true),
  /** Set for those the product brings itself (the broker inside, the HTTP door); they can't be removed. */
  builtIn: z.boolean().default(false),
  simulated: z.boolean().default(false),
  createdAt: instant,
});
export type Connection = z.output<typeof connection>;

export const connectionRecord = defineRecord({ name: 'connection', version: 1, schema: connection });

/** How a connection fares, counted since the program's start. Missing is known only for series with an expected rate. */
export const connectionHealth = z.object({
  connectionId: identifier,
  state: z.enum(['starting', 'running', 'silent', 'retrying', 'stopped', 'refused']),
  /** Stable code of the last failure, key of the message catalogue. */
  problem: z.string().optional(),
  problemDetail: z.string().optional(),
  since: instant,
  lastReadingAt: instant.optional(),
  retryAt: instant.optional(),
  expected: z.number(),
  received: z.number(),
  missing: z.number(),
  late: z.number(),
  duplicate: z.number(),
  quarantined: z.number(),
  reconnects: z.number(),
});
export type ConnectionHealth = z.output<typeof connectionHealth>;
