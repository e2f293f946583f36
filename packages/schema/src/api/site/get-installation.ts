import { z } from 'zod';
import { instant } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const getInstallation = defineContract({
  name: 'get-installation',
  method: 'GET',
  path: '/api/installation',
  access: 'viewer',
  summary: 'This installation: addresses, certificate, disk, what was set aside',
  input: z.object({}),
  output: z.object({
    version: z.string(),
    startedAt: instant,
    now: instant,
    demo: z.boolean(),
    addresses: z.array(z.string()),
    trustAddress: z.string().optional(),
    certificate: z.object({ fingerprint: z.string(), validTo: instant }),
    mqtt: z.object({
      secureAddress: z.string().optional(),
      plainAddress: z.string().optional(),
      plainOnLan: z.boolean(),
    }),
    disk: z.object({
      freeBytes: z.number(),
      dataBytes: z.number(),
      bytesPerDay: z.number().optional(),
      daysLeft: z.number().optional(),
      paused: z.boolean(),
    }),
    setAside: z.array(z.object({ file: z.string(), reason: z.string(), at: instant })),
    stored: z.object({ readings: z.number(), days: z.number(), series: z.number() }),
  }),
});
