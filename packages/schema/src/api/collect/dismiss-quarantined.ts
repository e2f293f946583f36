import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const dismissQuarantined = defineContract({
  name: 'dismiss-quarantined',
  method: 'DELETE',
  path: '/api/quarantine/:id',
  access: 'leader',
  summary: 'Dismiss a quarantined delivery',
  input: z.object({ id: identifier }),
  output: z.object({}),
});
