import { z } from 'zod';
import { accessToken } from '../../person.ts';
import { defineContract } from '../contract.ts';

export const listTokens = defineContract({
  name: 'list-tokens',
  method: 'GET',
  path: '/api/tokens',
  access: 'viewer',
  summary: 'My access tokens, without their secrets',
  input: z.object({}),
  output: z.object({ tokens: z.array(accessToken.omit({ tokenHash: true })) }),
});
