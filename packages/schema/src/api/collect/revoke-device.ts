import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const revokeDevice = defineContract({
  name: 'revoke-device',
  method: 'DELETE',
  path: '/api/devices/:id',
  access: 'leader',
  summary: 'Revoke a device: it is cut off at once, its readings stay',
  input: z.object({ id: identifier }),
  output: z.object({}),
});
