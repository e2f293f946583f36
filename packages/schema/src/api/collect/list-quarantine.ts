import { z } from 'zod';
import { identifier } from '../../names.ts';
import { quarantined } from '../../quarantine.ts';
import { defineContract } from '../contract.ts';

export const listQuarantine = defineContract({
  name: 'list-quarantine',
  method: 'GET',
  path: '/api/quarantine',
  access: 'viewer',
  summary: 'Deliveries that could not be read, newest first',
  input: z.object({
    connectionId: identifier.optional(),
    state: z.enum(['waiting', 'replayed', 'dismissed']).default('waiting'),
  }),
  output: z.object({
    entries: z.array(quarantined),
    /** How many waiting deliveries were dismissed by the limit since the program's start. */
    dismissedByLimit: z.number().optional(),
  }),
});
