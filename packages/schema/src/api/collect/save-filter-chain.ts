import { z } from 'zod';
import { filterChain, filterStep } from '../../filter.ts';
import { displayName, identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const saveFilterChain = defineContract({
  name: 'save-filter-chain',
  method: 'POST',
  path: '/api/filter-chains',
  access: 'leader',
  summary: 'Make a filter chain, or a new version of one',
  input: z.object({
    id: identifier.optional(),
    name: displayName,
    steps: z.array(filterStep).max(12),
    keepRaw: z.boolean().default(false),
  }),
  output: z.object({ chain: filterChain }),
});
