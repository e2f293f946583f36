import { z } from 'zod';
import { displayName, instant, language } from '../../names.ts';
import { person, role } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const addPerson = defineContract({
  name: 'add-person',
  method: 'POST',
  path: '/api/people',
  access: 'administrator',
  summary: 'Add a person; answers a one-time password that must be changed at the first log-in',
  input: z.object({
    login: person.shape.login,
    name: displayName,
    role,
    language,
    endsAt: instant.optional(),
  }),
  output: z.object({ person, firstPassword: z.string() }),
});
