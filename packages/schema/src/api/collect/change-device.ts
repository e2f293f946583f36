import { z } from 'zod';
import { device } from '../../device.ts';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const changeDevice = defineContract({
  name: 'change-device',
  method: 'PUT',
  path: '/api/devices/:id',
  access: 'leader',
  summary: 'Rename a device, move it to another asset, set when it counts as silent',
  input: z.object({
    id: identifier,
    name: displayName.optional(),
    assetId: identifier.optional(),
    assetName: displayName.optional(),
    silentAfterMs: z.number().int().min(1000).optional(),
    profile: device.shape.profile.optional(),
  }),
  output: z.object({ device }),
});
