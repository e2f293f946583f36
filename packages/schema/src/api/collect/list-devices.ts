import { z } from 'zod';
import { device } from '../../device.ts';
import { instant } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const listDevices = defineContract({
  name: 'list-devices',
  method: 'GET',
  path: '/api/devices',
  access: 'viewer',
  summary: 'Accepted devices with their last sign of life',
  input: z.object({}),
  output: z.object({
    devices: z.array(
      z.object({ device, lastReadingAt: instant.optional(), seriesCount: z.number(), silent: z.boolean() }),
    ),
  }),
});
