import { z } from 'zod';
import { device } from '../../device.ts';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const acceptFoundDevice = defineContract({
  name: 'accept-found-device',
  method: 'POST',
  path: '/api/found-devices/:id/accept',
  access: 'leader',
  summary: 'Accept a found device under a name; answers credentials where it needs its own',
  input: z.object({ id: identifier, name: displayName, assetName: displayName.optional() }),
  output: z.object({ device, credentials: z.object({ user: z.string(), secret: z.string() }).optional() }),
});
