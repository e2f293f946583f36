import { z } from 'zod';
import { displayName, identifier, instant } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const createEnrolmentCode = defineContract({
  name: 'create-enrolment-code',
  method: 'POST',
  path: '/api/enrolment-codes',
  access: 'leader',
  summary: 'A one-time code (and QR) with which one device enrols itself within 10 minutes',
  input: z.object({ connectionId: identifier, deviceName: displayName.optional() }),
  output: z.object({ code: z.string(), expiresAt: instant, link: z.string() }),
});
