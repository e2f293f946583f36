import { type BatchBuilder, Quality, type ValueKind } from '@musubi/schema';

/** A text reading longer than this is cut, and then uncertain. */
const LONGEST_TEXT = 4_000;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_A_NUMBER = /^[+-]?nan$/i;
const INFINITE = /^[+-]?inf(inity)?$/i;
const NO_VALUE = /^(unavailable|null|none|n\/a|)$/i;
const TRUTH: Readonly<Record<string, number>> = {
  true: 1,
  on: 1,
  yes: 1,
  1: 1,
  false: 0,
  off: 0,
  no: 0,
  0: 0,
};

/** What kind of series a value of a payload belongs to. Digits in quotes stay text: serial numbers are no numbers. */
export function kindOfValue(value: unknown): ValueKind {
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

/**
 * Writes whatever a payload held as one reading of a series of `kind` and returns its quality. What the kind can't
 * hold (NaN, ±Inf, overflow, the wrong type, «unavailable») becomes a quality code, without a number and with the
 * raw as text. Digits in text count as a number where the series is one: plain payloads and CSV have nothing else.
 */
export function addValue(
  builder: BatchBuilder,
  series: number,
  kind: ValueKind,
  time: number,
  received: number,
  value: unknown,
  sequence = 0,
): number {
  // The frequent case first: it must not pay for the others.
  if (typeof value === 'number' && kind === 'number' && Number.isFinite(value)) {
    builder.addNumber(series, time, received, value, Quality.Good, sequence);
    return Quality.Good;
  }
  const raw = rawOf(value);
  if (kind === 'text' || kind === 'state') {
    const quality = qualityOfText(value, raw);
    builder.addText(series, time, received, cut(raw), quality, sequence);
    return quality;
  }
  const number = kind === 'boolean' ? TRUTH[raw.trim().toLowerCase()] : numberOf(value, raw);
  if (number !== undefined && Number.isFinite(number)) {
    builder.addNumber(series, time, received, number, Quality.Good, sequence);
    return Quality.Good;
  }
  const quality = qualityOfRefused(value, raw, number);
  builder.addText(series, time, received, cut(raw), quality, sequence);
  return quality;
}

function rawOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
}

function numberOf(value: unknown, raw: string): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return undefined;
  return NUMBER.test(raw.trim()) ? Number(raw) : undefined;
}

function qualityOfText(value: unknown, raw: string): number {
  if (value === undefined || value === null || raw === 'UNAVAILABLE') return Quality.Unavailable;
  if (typeof value === 'object') return Quality.WrongType;
  return raw.length > LONGEST_TEXT ? Quality.Uncertain : Quality.Good;
}

function qualityOfRefused(value: unknown, raw: string, number: number | undefined): number {
  if (number !== undefined) return Number.isNaN(number) ? Quality.NotANumber : Quality.Infinite;
  const word = raw.trim();
  if (typeof value !== 'object' && NOT_A_NUMBER.test(word)) return Quality.NotANumber;
  if (typeof value !== 'object' && INFINITE.test(word)) return Quality.Infinite;
  return NO_VALUE.test(word) ? Quality.Unavailable : Quality.WrongType;
}

function cut(raw: string): string {
  return raw.length > LONGEST_TEXT ? raw.slice(0, LONGEST_TEXT) : raw;
}
