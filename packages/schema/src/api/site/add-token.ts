import { z } from 'zod';
import { displayName, instant } from '../../names.ts';
import { accessToken, role } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const addToken = defineContract({
  name: 'add-token',
  method: 'POST',
  path: '/api/tokens',
  access: 'viewer',
  summary: 'Make an access token; its secret is shown once',
  own: true,
  input: z.object({ name: displayName, role: role.optional(), expiresAt: instant.optional() }),
  output: z.object({ token: accessToken.omit({ tokenHash: true }), secret: z.string() }),
});
