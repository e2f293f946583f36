import { z } from 'zod';
import { auditEntry } from '../../audit.ts';
import { defineContract } from '../contract.ts';

export const listAudit = defineContract({
  name: 'list-audit',
  method: 'GET',
  path: '/api/audit',
  access: 'administrator',
  summary: 'The audit log, newest first',
  input: z.object({
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    act: z.string().max(60).optional(),
  }),
  output: z.object({ entries: z.array(auditEntry), more: z.boolean() }),
});
