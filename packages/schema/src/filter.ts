import { z } from 'zod';
import { identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

const positive = z.number().positive();

/** One step of a filter chain. Units are those of the series; durations are milliseconds. */
export const filterStep = z.discriminatedUnion('filter', [
  z.object({ filter: z.literal('range'), low: z.number().optional(), high: z.number().optional() }),
  z.object({ filter: z.literal('deadband'), band: positive, heartbeatMs: positive.optional() }),
  z.object({ filter: z.literal('swinging-door'), error: positive, maxIntervalMs: positive.optional() }),
  z.object({
    filter: z.literal('spike'),
    window: z.number().int().min(3).max(101).default(7),
    sigmas: positive.default(3),
  }),
  z.object({ filter: z.literal('debounce'), holdMs: positive }),
  z.object({
    filter: z.literal('resample'),
    everyMs: positive,
    method: z.enum(['last', 'mean', 'linear']).default('last'),
  }),
  z.object({ filter: z.literal('unit'), from: z.string(), to: z.string() }),
  z.object({ filter: z.literal('scale'), factor: z.number(), offset: z.number().default(0) }),
  z.object({ filter: z.literal('counter-delta'), wrapAt: positive.optional(), maxStep: positive.optional() }),
  z.object({
    filter: z.literal('time-repair'),
    maxAheadMs: positive.default(5_000),
    maxBehindMs: positive.default(31 * 86_400_000),
  }),
  z.object({
    filter: z.literal('window-features'),
    windowMs: positive,
    features: z
      .array(z.enum(['mean', 'rms', 'peak', 'peak-to-peak', 'crest', 'kurtosis', 'std', 'min', 'max']))
      .min(1),
  }),
  z.object({
    filter: z.literal('mask'),
    pattern: z.string().max(200),
    replacement: z.string().max(50).default('***'),
  }),
  z.object({ filter: z.literal('pseudonymise'), prefix: z.string().max(20).default('p_') }),
]);
export type FilterStep = z.output<typeof filterStep>;
export type FilterName = FilterStep['filter'];

/** A chain is never edited: a change is a new version, and readings know which version made them. */
export const filterChain = z.object({
  id: identifier,
  version: z.number().int().positive(),
  name: z.string().min(1).max(120),
  steps: z.array(filterStep).max(12),
  /** Keep the readings as they came beside the filtered ones. */
  keepRaw: z.boolean().default(false),
  validFrom: instant,
});
export type FilterChain = z.output<typeof filterChain>;

/** Record ids are `<chain id>@<version>`. */
export const filterChainRecord = defineRecord({
  name: 'filter-chain',
  version: 1,
  schema: filterChain,
  indexes: ['id'],
});
