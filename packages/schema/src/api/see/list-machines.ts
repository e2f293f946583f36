import { z } from 'zod';
import { asset } from '../../asset.ts';
import { device } from '../../device.ts';
import { instant } from '../../names.ts';
import { series } from '../../series.ts';
import { defineContract } from '../contract.ts';

/** The last known value of one series; `stale` when it is older than its device's silence limit. */
export const latestValue = z.object({
  series,
  time: instant.optional(),
  received: instant.optional(),
  number: z.number().nullable(),
  text: z.string().nullable(),
  quality: z.number().int(),
  stale: z.boolean(),
});
export type LatestValue = z.output<typeof latestValue>;

export const listMachines = defineContract({
  name: 'list-machines',
  method: 'GET',
  path: '/api/machines',
  access: 'viewer',
  summary: 'Every asset with its devices and last values',
  input: z.object({}),
  output: z.object({
    machines: z.array(
      z.object({
        asset,
        state: z.enum(['receiving', 'silent', 'never']),
        lastReadingAt: instant.optional(),
        devices: z.array(device),
        values: z.array(latestValue),
      }),
    ),
  }),
});
