import { z } from 'zod';
import { person } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const logIn = defineContract({
  name: 'log-in',
  method: 'POST',
  path: '/api/login',
  access: 'anyone',
  summary: 'Log in; answers with a session cookie',
  input: z.object({ login: z.string().max(60), password: z.string().max(200) }),
  output: z.object({ person, csrf: z.string() }),
});
