import { z } from 'zod';
import { displayName, language } from '../../names.ts';
import { person } from '../../person.ts';
import { defineContract } from '../contract.ts';

/** Eight characters or more (NIST SP 800-63B-4), no composition rules; the weakest are refused by a list. */
export const newPassword = z.string().min(8).max(200);

export const setUpAdministrator = defineContract({
  name: 'set-up-administrator',
  method: 'POST',
  path: '/api/setup/administrator',
  access: 'first-run',
  summary: 'Make the first administrator; the set-up link is spent by it',
  input: z.object({
    setupSecret: z.string(),
    login: person.shape.login,
    name: displayName,
    password: newPassword,
    language,
  }),
  output: z.object({ person, csrf: z.string() }),
});
