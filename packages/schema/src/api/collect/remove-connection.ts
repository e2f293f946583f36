import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const removeConnection = defineContract({
  name: 'remove-connection',
  method: 'DELETE',
  path: '/api/connections/:id',
  access: 'administrator',
  summary: 'Remove a connection; its devices and readings stay',
  input: z.object({ id: identifier }),
  output: z.object({}),
});
