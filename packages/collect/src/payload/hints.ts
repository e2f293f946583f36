import type { SeriesHint } from '../connector.ts';
import { kindOfValue } from '../value.ts';

// Shared: a hint is asked for with each value and must not be made anew.
const HINTS = {
  number: { kind: 'number' },
  text: { kind: 'text' },
  boolean: { kind: 'boolean' },
  state: { kind: 'state' },
} as const satisfies Record<string, SeriesHint>;

const UNSURE: SeriesHint = { kind: 'number', provisional: true };
const NOTHING_KNOWN = /^([+-]?nan|[+-]?inf(inity)?|unavailable|null|none|n\/a|)$/i;

/** What a value of a payload tells of its series when nothing else does. */
export function hintOf(value: unknown): SeriesHint {
  if (typeof value === 'number') return HINTS.number;
  if (value === null || value === undefined) return UNSURE;
  if (typeof value === 'string' && value.length < 12 && NOTHING_KNOWN.test(value.trim())) return UNSURE;
  return HINTS[kindOfValue(value)];
}
