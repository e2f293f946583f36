import { z } from 'zod';
import { displayName, identifier, instant } from '../../names.ts';
import { person, role } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const changePerson = defineContract({
  name: 'change-person',
  method: 'PUT',
  path: '/api/people/:id',
  access: 'administrator',
  summary: 'Change name, role, end date, or disable; the last administrator stays',
  input: z.object({
    id: identifier,
    name: displayName.optional(),
    role: role.optional(),
    endsAt: instant.nullable().optional(),
    disabled: z.boolean().optional(),
    newPassword: z.boolean().optional(),
  }),
  output: z.object({ person, firstPassword: z.string().optional() }),
});
