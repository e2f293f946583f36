import { z } from 'zod';
import { defineContract } from '../contract.ts';

export const startDemo = defineContract({
  name: 'start-demo',
  method: 'POST',
  path: '/api/demo',
  access: 'administrator',
  summary: 'Bring the simulated factory back',
  input: z.object({}),
  output: z.object({}),
});
