import { z } from 'zod';
import { foundDevice } from '../../found-device.ts';
import { defineContract } from '../contract.ts';

export const listFoundDevices = defineContract({
  name: 'list-found-devices',
  method: 'GET',
  path: '/api/found-devices',
  access: 'viewer',
  summary: 'Devices that asked to deliver and wait for a decision',
  input: z.object({}),
  output: z.object({ found: z.array(foundDevice) }),
});
