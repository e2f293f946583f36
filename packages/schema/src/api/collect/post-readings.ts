import { z } from 'zod';
import { defineContract } from '../contract.ts';

/**
 * JSON: one object `{time?, values: {key: value}}`, an array of them, `{readings: [{key, time?, value, sequence?}]}`,
 * or, for what was buffered, columns `{time: [t1, t2], values: {key: [v1, v2]}}` (fastest).
 * Line protocol (text/plain): `measurement,tag=v field=1,field2="x" 1690000000000000000`, the time in nanoseconds.
 */

export const postReadings = defineContract({
  name: 'post-readings',
  method: 'POST',
  path: '/api/readings',
  access: 'device',
  summary: 'Deliver readings; answered only after they are durable',
  input: z.unknown(),
  output: z.object({ stored: z.number(), duplicates: z.number(), quarantined: z.number() }),
});
