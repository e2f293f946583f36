import { z } from 'zod';

/** Milliseconds since 1970 UTC. */
export const instant = z.number().int();

export const identifier = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.:-]+$/);

/** A name that people give; control characters never enter. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !/\p{Cc}/u.test(text));

export const language = z.enum(['ja', 'en']);
export type Language = z.output<typeof language>;
