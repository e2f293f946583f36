import { z } from 'zod';
import { person } from '../../person.ts';
import { defineContract } from '../contract.ts';
import { newPassword } from './set-up-administrator.ts';

export const logIn = defineContract({
  name: 'log-in',
  method: 'POST',
  path: '/api/login',
  access: 'anyone',
  summary: 'Log in; answers with a session cookie',
  input: z.object({
    login: z.string().max(60),
    password: z.string().max(200),
    /** Needed with a one-time password: without it the answer is `login.new-password-needed`. */
    newPassword: newPassword.optional(),
  }),
  output: z.object({ person, csrf: z.string() }),
});
