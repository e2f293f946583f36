import { z } from 'zod';
import { asset } from '../../asset.ts';
import { connection } from '../../connection.ts';
import { device } from '../../device.ts';
import { filterChain } from '../../filter.ts';
import { identifier, instant } from '../../names.ts';
import { series } from '../../series.ts';
import { defineContract } from '../contract.ts';

export const getLineage = defineContract({
  name: 'get-lineage',
  method: 'GET',
  path: '/api/explore/lineage',
  access: 'viewer',
  summary: 'Where one reading came from: device, connection, connector, filter version, batch',
  input: z.object({ seriesId: identifier, time: z.coerce.number().int() }),
  output: z.object({
    reading: z.object({
      time: instant,
      received: instant,
      sequence: z.number(),
      number: z.number().nullable(),
      text: z.string().nullable(),
      quality: z.number(),
    }),
    series,
    device,
    asset: asset.optional(),
    connection: connection.pick({ id: true, name: true, connector: true }).optional(),
    filterChain: filterChain.optional(),
    batch: z
      .object({ number: z.number(), receivedFrom: instant, receivedTo: instant, readings: z.number() })
      .optional(),
    storedIn: z.object({
      place: z.enum(['hot', 'segment']),
      file: z.string().optional(),
      sha256: z.string().optional(),
    }),
  }),
});
