import { z } from 'zod';
import { person } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const getMe = defineContract({
  name: 'get-me',
  method: 'GET',
  path: '/api/me',
  access: 'viewer',
  summary: 'Who is logged in',
  input: z.object({}),
  output: z.object({ person, csrf: z.string().optional() }),
});
