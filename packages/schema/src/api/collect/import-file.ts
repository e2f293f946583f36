import { z } from 'zod';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const importFile = defineContract({
  name: 'import-file',
  method: 'POST',
  path: '/api/files/import',
  access: 'leader',
  summary: 'Store the readings of a CSV or TSV file; the original is kept',
  upload: true,
  input: z.object({ fileName: z.string().max(200), deviceName: displayName }),
  output: z.object({
    stored: z.number(),
    duplicates: z.number(),
    rowErrors: z.number(),
    originalSha256: z.string(),
    deviceId: identifier,
  }),
});
