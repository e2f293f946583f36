import { z } from 'zod';
import { defineContract } from '../contract.ts';

export const logOut = defineContract({
  name: 'log-out',
  method: 'POST',
  path: '/api/logout',
  access: 'viewer',
  summary: 'End this session',
  own: true,
  input: z.object({}),
  output: z.object({}),
});
