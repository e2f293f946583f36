import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { newPassword } from './set-up-administrator.ts';

export const setMyPassword = defineContract({
  name: 'set-my-password',
  method: 'PUT',
  path: '/api/me/password',
  access: 'viewer',
  summary: 'Change my password; ends my other sessions',
  own: true,
  input: z.object({ current: z.string().max(200), next: newPassword }),
  output: z.object({}),
});
