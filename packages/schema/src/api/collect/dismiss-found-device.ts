import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const dismissFoundDevice = defineContract({
  name: 'dismiss-found-device',
  method: 'DELETE',
  path: '/api/found-devices/:id',
  access: 'leader',
  summary: 'Dismiss a found device; it stays refused',
  input: z.object({ id: identifier }),
  output: z.object({}),
});
