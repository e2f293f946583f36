import { z } from 'zod';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const enrolDevice = defineContract({
  name: 'enrol-device',
  method: 'POST',
  path: '/api/enrol',
  access: 'anyone',
  countsGuesses: true,
  summary: 'A device trades its one-time code for its own credentials',
  input: z.object({
    code: z.string().max(20),
    name: displayName.optional(),
    serial: z.string().max(120).optional(),
  }),
  output: z.object({
    deviceId: identifier,
    user: z.string(),
    secret: z.string(),
    mqtt: z.object({ secureAddress: z.string().optional(), topic: z.string() }),
    http: z.object({ address: z.string() }),
  }),
});
