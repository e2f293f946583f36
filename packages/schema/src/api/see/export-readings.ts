import { z } from 'zod';
import { language } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const exportReadings = defineContract({
  name: 'export-readings',
  method: 'GET',
  path: '/api/explore/export',
  access: 'viewer',
  summary: 'Download readings as CSV (UTF-8 with BOM), Excel or Parquet',
  stream: [
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.apache.parquet',
  ],
  input: z.object({
    seriesIds: z.string().max(20_000),
    from: z.coerce.number().int(),
    to: z.coerce.number().int(),
    format: z.enum(['csv', 'xlsx', 'parquet']),
    grain: z.enum(['raw', 'minute', 'hour']).default('raw'),
    language: language.default('ja'),
  }),
  output: z.unknown(),
});
