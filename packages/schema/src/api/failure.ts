import { z } from 'zod';

/** What every failed call answers: a stable code, details for its text, and who must act. Never the inside of a bug. */
export const apiFailure = z.object({
  code: z.string(),
  fault: z.enum(['caller', 'device', 'partner', 'us']),
  details: z.record(z.string(), z.unknown()),
});
export type ApiFailure = z.output<typeof apiFailure>;
