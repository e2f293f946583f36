import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const testConnection = defineContract({
  name: 'test-connection',
  method: 'POST',
  path: '/api/connections/test',
  access: 'administrator',
  summary: 'Try settings without saving them: reachable, how fast, what it delivers',
  reads: true,
  input: z.object({
    connector: identifier,
    settings: z.record(z.string(), z.unknown()),
    /** The connection being changed: masked secrets are taken from it. */
    connectionId: identifier.optional(),
  }),
  output: z.object({
    reachable: z.boolean(),
    latencyMs: z.number().optional(),
    problem: z.string().optional(),
    problemDetail: z.string().optional(),
    sample: z.array(z.object({ key: z.string(), value: z.string() })),
  }),
});
