import { z } from 'zod';
import { displayName, identifier, instant, language } from './names.ts';
import { defineRecord } from './record.ts';

/** Who may do what in the firm; partners and devices have their own doors. */
export const role = z.enum(['viewer', 'worker', 'leader', 'administrator', 'adviser']);
export type Role = z.output<typeof role>;

export const person = z.object({
  id: identifier,
  /** What is typed at log-in; lower case. */
  login: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[\p{L}\p{N}._@-]+$/u),
  name: displayName,
  role,
  language,
  /** An adviser's access ends by itself. */
  endsAt: instant.optional(),
  disabledAt: instant.optional(),
  createdAt: instant,
});
export type Person = z.output<typeof person>;

export const personRecord = defineRecord({ name: 'person', version: 1, schema: person, indexes: ['login'] });

/**
 * The id under which the command line of this very computer acts, with the key of the run that only the owner of the
 * data folder can read. No record of a person has it.
 */
export const SYSTEM_PERSON = 'system';

/** Kept apart from the person, so that no list of people can carry it. Argon2id (RFC 9106). */
export const passwordSecret = z.object({
  personId: identifier,
  hash: z.string(),
  changedAt: instant,
  /** Given out by an administrator: good for one log-in, at which it must be changed. */
  oneTime: z.boolean().default(false),
});
export type PasswordSecret = z.output<typeof passwordSecret>;
export const passwordSecretRecord = defineRecord({ name: 'password', version: 1, schema: passwordSecret });

export const session = z.object({
  /** SHA-256 of the cookie's secret. */
  id: z.string().length(64),
  personId: identifier,
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  csrf: z.string(),
});
export type Session = z.output<typeof session>;
export const sessionRecord = defineRecord({
  name: 'session',
  version: 1,
  schema: session,
  indexes: ['personId'],
});

/** A personal access token for scripts; it can do what its person can, or less. */
export const accessToken = z.object({
  id: identifier,
  personId: identifier,
  name: displayName,
  tokenHash: z.string().length(64),
  role,
  createdAt: instant,
  expiresAt: instant.optional(),
  lastUsedAt: instant.optional(),
  revokedAt: instant.optional(),
});
export type AccessToken = z.output<typeof accessToken>;
export const accessTokenRecord = defineRecord({
  name: 'access-token',
  version: 1,
  schema: accessToken,
  indexes: ['personId', 'tokenHash'],
});
