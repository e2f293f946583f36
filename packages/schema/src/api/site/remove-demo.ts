import { z } from 'zod';
import { defineContract } from '../contract.ts';

export const removeDemo = defineContract({
  name: 'remove-demo',
  method: 'DELETE',
  path: '/api/demo',
  access: 'administrator',
  summary: 'Remove the simulated factory with its devices, series and readings',
  input: z.object({}),
  output: z.object({ removedDevices: z.number(), removedSeries: z.number() }),
});
