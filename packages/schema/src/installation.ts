import { z } from 'zod';
import { identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

/** The one-time link by which the first administrator is made; only a hash of its secret is kept. */
export const setupSecret = z.object({
  secretHash: z.string().length(64),
  createdAt: instant,
  spentAt: instant.optional(),
});
export type SetupSecret = z.output<typeof setupSecret>;
export const setupSecretRecord = defineRecord({ name: 'setup-secret', version: 1, schema: setupSecret });

/** That someone has seen the recovery key, to print it: until then the program keeps asking. */
export const keySheet = z.object({ seenAt: instant, seenBy: identifier });
export type KeySheet = z.output<typeof keySheet>;
export const keySheetRecord = defineRecord({ name: 'key-sheet', version: 1, schema: keySheet });
