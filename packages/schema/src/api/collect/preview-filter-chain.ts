import { z } from 'zod';
import { filterStep } from '../../filter.ts';
import { identifier, instant } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const previewFilterChain = defineContract({
  name: 'preview-filter-chain',
  method: 'POST',
  path: '/api/filter-chains/preview',
  access: 'leader',
  summary:
    'Try a chain on stored readings of a series: before, after, reduction, largest error, suggested threshold',
  reads: true,
  input: z.object({ seriesId: identifier, from: instant, to: instant, steps: z.array(filterStep).max(12) }),
  output: z.object({
    received: z.number(),
    kept: z.number(),
    maxError: z.number().nullable(),
    /** Standard deviation of the measured noise, and the threshold of twice that. */
    noise: z.number().nullable(),
    suggestedThreshold: z.number().nullable(),
    before: z.object({ time: z.array(z.number()), value: z.array(z.number().nullable()) }),
    after: z.object({ time: z.array(z.number()), value: z.array(z.number().nullable()) }),
  }),
});
