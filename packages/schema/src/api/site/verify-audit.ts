import { z } from 'zod';
import { defineContract } from '../contract.ts';

export const verifyAudit = defineContract({
  name: 'verify-audit',
  method: 'GET',
  path: '/api/audit/verify',
  access: 'administrator',
  summary: 'Check the audit chain from its first line to its last',
  input: z.object({}),
  output: z.object({
    intact: z.boolean(),
    entries: z.number(),
    head: z.string(),
    brokenAt: z.number().optional(),
    reason: z.string().optional(),
  }),
});
