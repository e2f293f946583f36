import { z } from 'zod';
import { identifier } from '../../names.ts';
import { series } from '../../series.ts';
import { defineContract } from '../contract.ts';

export const changeSeries = defineContract({
  name: 'change-series',
  method: 'PUT',
  path: '/api/series/:id',
  access: 'leader',
  summary: 'Name, unit, expected interval, ranges and filter chain of a series',
  input: z.object({
    id: identifier,
    name: series.shape.name.optional(),
    unit: z.string().max(20).optional(),
    expectedEveryMs: z.number().int().positive().nullable().optional(),
    range: z.object({ low: z.number().optional(), high: z.number().optional() }).nullable().optional(),
    normal: z.object({ low: z.number().optional(), high: z.number().optional() }).nullable().optional(),
    isCounter: z.boolean().optional(),
    filterChainId: identifier.nullable().optional(),
  }),
  output: z.object({ series }),
});
