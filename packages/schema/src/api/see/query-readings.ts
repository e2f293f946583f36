import { z } from 'zod';
import { identifier, instant } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const queryReadings = defineContract({
  name: 'query-readings',
  method: 'POST',
  path: '/api/explore/query',
  access: 'viewer',
  summary: 'Readings of series over a time span, as buckets that keep every peak and every gap, or raw',
  reads: true,
  input: z.object({
    seriesIds: z.array(identifier).min(1).max(200),
    from: instant,
    to: instant,
    /** How many buckets the picture is wide; absent for raw readings (at most `limit`). */
    buckets: z.number().int().min(1).max(5_000).optional(),
    limit: z.number().int().min(1).max(1_000_000).default(100_000),
  }),
  output: z.object({
    grain: z.enum(['raw', 'minute', 'hour']),
    bucketMs: z.number(),
    truncated: z.boolean(),
    series: z.array(
      z.object({
        seriesId: identifier,
        /** Bucket starts, or reading times. Empty buckets are left out; `gap` says where the line breaks. */
        time: z.array(z.number()),
        min: z.array(z.number().nullable()),
        max: z.array(z.number().nullable()),
        mean: z.array(z.number().nullable()),
        first: z.array(z.number().nullable()),
        last: z.array(z.number().nullable()),
        count: z.array(z.number()),
        /** Milliseconds without a usable reading in the bucket, counted from the reading before it. */
        gapMs: z.array(z.number()),
        quality: z.array(z.number()),
        text: z.array(z.string().nullable()),
        /** For states: milliseconds in each state over the whole span. */
        timeInState: z.record(z.string(), z.number()),
      }),
    ),
  }),
});
