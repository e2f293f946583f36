import { z } from 'zod';
import { defineContract } from '../contract.ts';

export const getSetup = defineContract({
  name: 'get-setup',
  method: 'GET',
  path: '/api/setup',
  access: 'anyone',
  summary: 'Whether the installation still waits for its first administrator',
  input: z.object({}),
  output: z.object({ needed: z.boolean(), version: z.string(), demo: z.boolean() }),
});
