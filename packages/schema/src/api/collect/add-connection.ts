import { z } from 'zod';
import { connection } from '../../connection.ts';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const addConnection = defineContract({
  name: 'add-connection',
  method: 'POST',
  path: '/api/connections',
  access: 'administrator',
  summary: 'Add a connection',
  input: z.object({ name: displayName, connector: identifier, settings: z.record(z.string(), z.unknown()) }),
  output: z.object({ connection }),
});
