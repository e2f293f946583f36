import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const replayQuarantined = defineContract({
  name: 'replay-quarantined',
  method: 'POST',
  path: '/api/quarantine/:id/replay',
  access: 'leader',
  summary: 'Read a quarantined delivery again',
  input: z.object({ id: identifier }),
  output: z.object({ stored: z.number(), state: z.enum(['waiting', 'replayed']) }),
});
