import { z } from 'zod';
import { filterChain } from '../../filter.ts';
import { defineContract } from '../contract.ts';

export const listFilterChains = defineContract({
  name: 'list-filter-chains',
  method: 'GET',
  path: '/api/filter-chains',
  access: 'viewer',
  summary: 'Filter chains, newest version of each, with what they saved',
  input: z.object({}),
  output: z.object({
    chains: z.array(
      z.object({
        chain: filterChain,
        seriesCount: z.number(),
        received: z.number(),
        kept: z.number(),
        /** Largest difference between a dropped reading and what the kept ones say, in the series' unit; null where the chain computes new values. */
        maxError: z.number().nullable(),
      }),
    ),
  }),
});
