import { z } from 'zod';
import { displayName, identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

/** What is watched: a machine, a room, a vehicle, an animal … Several devices may serve one asset. */
export const asset = z.object({
  id: identifier,
  name: displayName,
  kind: z.enum(['machine', 'line', 'room', 'vehicle', 'tool', 'other']),
  place: z.string().max(120).optional(),
  /** True for what the world plays; such an asset carries 模擬 wherever it appears. */
  simulated: z.boolean().default(false),
  createdAt: instant,
});
export type Asset = z.output<typeof asset>;

export const assetRecord = defineRecord({ name: 'asset', version: 1, schema: asset });
