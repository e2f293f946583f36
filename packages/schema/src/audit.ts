import { z } from 'zod';
import { instant } from './names.ts';

/** One line of the audit log; `hash` chains it to the line before (SHA-256 over the canonical JSON of the rest). */
export const auditEntry = z.object({
  sequence: z.number().int().positive(),
  at: instant,
  /** `person:<id>`, `token:<id>`, `device:<id>`, `system`. */
  actor: z.string(),
  actorName: z.string(),
  address: z.string().optional(),
  /** Past-tense act, `person.added`, `device.accepted`, `login.refused`. */
  act: z.string(),
  target: z.string().optional(),
  result: z.enum(['done', 'refused', 'failed']),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  previous: z.string().length(64),
  hash: z.string().length(64),
});
export type AuditEntry = z.output<typeof auditEntry>;
