import { z } from 'zod';
import { connection } from '../../connection.ts';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const changeConnection = defineContract({
  name: 'change-connection',
  method: 'PUT',
  path: '/api/connections/:id',
  access: 'administrator',
  summary: 'Change a connection; masked secrets left as they are keep their value',
  input: z.object({
    id: identifier,
    name: displayName.optional(),
    settings: z.record(z.string(), z.unknown()).optional(),
    enabled: z.boolean().optional(),
  }),
  output: z.object({ connection }),
});
