import { z } from 'zod';
import { valueKind } from '../../series.ts';
import { defineContract } from '../contract.ts';

export const previewFile = defineContract({
  name: 'preview-file',
  method: 'POST',
  path: '/api/files/preview',
  access: 'leader',
  summary: 'Read a CSV or TSV file without storing it: columns, first rows, and each row that has an error',
  upload: true,
  reads: true,
  input: z.object({ fileName: z.string().max(200).default('upload.csv') }),
  output: z.object({
    encoding: z.enum(['utf-8', 'cp932']),
    delimiter: z.string(),
    columns: z.array(z.object({ name: z.string(), kind: valueKind, isTime: z.boolean() })),
    rows: z.array(z.array(z.string())),
    rowCount: z.number(),
    errors: z.array(
      z.object({ row: z.number(), column: z.string().optional(), code: z.string(), detail: z.string() }),
    ),
  }),
});
