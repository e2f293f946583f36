import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const revokeToken = defineContract({
  name: 'revoke-token',
  method: 'DELETE',
  path: '/api/tokens/:id',
  access: 'viewer',
  summary: 'Revoke one of my access tokens',
  own: true,
  input: z.object({ id: identifier }),
  output: z.object({}),
});
