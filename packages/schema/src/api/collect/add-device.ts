import { z } from 'zod';
import { device } from '../../device.ts';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const addDevice = defineContract({
  name: 'add-device',
  method: 'POST',
  path: '/api/devices',
  access: 'leader',
  summary: 'Add a device by hand; answers its credentials once',
  input: z.object({
    name: displayName,
    connectionId: identifier,
    assetName: displayName.optional(),
    address: z.string().min(1).max(200).optional(),
  }),
  output: z.object({ device, credentials: z.object({ user: z.string(), secret: z.string() }).optional() }),
});
