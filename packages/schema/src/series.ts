import { z } from 'zod';
import { identifier, instant } from './names.ts';
import { defineRecord } from './record.ts';

export const valueKind = z.enum(['number', 'text', 'boolean', 'state']);
export type ValueKind = z.output<typeof valueKind>;

/** The stream of readings of one quantity of one device. */
export const series = z.object({
  id: identifier,
  /** The number that stands for it in columns and files; never reused. */
  number: z.number().int().positive(),
  deviceId: identifier,
  /** The device's own name for it: JSON path, MTConnect data item, CSV column. Unique within the device. */
  key: z.string().min(1).max(200),
  name: z.string().min(1).max(120),
  kind: valueKind,
  /** Its readings said nothing of their kind so far (null, UNAVAILABLE): the first that does decides. */
  kindProvisional: z.boolean().optional(),
  /** UCUM-like symbol as shown (`°C`, `A`, `mm/min`); empty for counts and states. */
  unit: z.string().max(20).default(''),
  /** How often a reading is expected, milliseconds; absent for readings that come only on change. */
  expectedEveryMs: z.number().int().positive().optional(),
  /** Outside of it a value is physically impossible (quality OutOfRange). */
  range: z.object({ low: z.number().optional(), high: z.number().optional() }).optional(),
  /** The band drawn as normal. */
  normal: z.object({ low: z.number().optional(), high: z.number().optional() }).optional(),
  /** A counter only grows, but for resets and wraps. */
  isCounter: z.boolean().default(false),
  filterChainId: identifier.optional(),
  simulated: z.boolean().default(false),
  createdAt: instant,
});
export type Series = z.output<typeof series>;

export const seriesRecord = defineRecord({
  name: 'series',
  version: 1,
  schema: series,
  indexes: ['deviceId', 'number'],
});
