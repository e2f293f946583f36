/** A source's time: whole milliseconds since 1970 UTC, and the nanoseconds within that millisecond. */
export interface SourceTime {
  ms: number;
  ns: number;
}

/** What a time without a zone means: UTC (MTConnect), or the wall clock of this PC (people's files and sketches). */
export type ZoneOfNoZone = 'utc' | 'local';

/** Year 2200: what lies beyond is a mistaken unit, not a time. */
const LATEST_MS = 7_258_118_400_000;

/**
 * Reads a time as payloads write it, ISO 8601 or an epoch in s, ms, µs or ns told apart by magnitude, into `into`
 * (reused by the caller: nothing is allocated per reading). False if it is no time.
 */
export function readSourceTime(value: unknown, into: SourceTime, zone: ZoneOfNoZone = 'local'): boolean {
  if (typeof value === 'number') return readEpoch(value, into);
  if (typeof value !== 'string') return false;
  if (/^\d{9,19}(\.\d{1,9})?$/.test(value)) return readEpoch(Number(value), into);
  return readIsoTime(value, into, zone);
}

function readEpoch(value: number, into: SourceTime): boolean {
  if (!(value >= 0)) return false;
  if (value < 1e11) return setMicroseconds(Math.round(value * 1e6), into);
  if (value < 1e14) return setMicroseconds(Math.round(value * 1e3), into);
  if (value < 1e17) return setMicroseconds(Math.round(value), into);
  if (value > LATEST_MS * 1e6) return false;
  into.ms = Math.floor(value / 1e6);
  into.ns = value % 1e6;
  return true;
}

function setMicroseconds(us: number, into: SourceTime): boolean {
  into.ms = Math.floor(us / 1000);
  into.ns = (us % 1000) * 1000;
  return into.ms <= LATEST_MS;
}

const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,12}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Reads ISO 8601, with a space for the T and any number of decimals. */
export function readIsoTime(text: string, into: SourceTime, zone: ZoneOfNoZone): boolean {
  const parts = ISO.exec(text);
  if (!parts) return false;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = parts;
  const civil = civilTime(+year!, +month!, +day!, +hour, +minute, +second, offset ? 'utc' : zone);
  if (civil === undefined) return false;
  const decimals = fraction.padEnd(9, '0');
  into.ms = civil - offsetMs(offset) + Number(decimals.slice(0, 3));
  into.ns = Number(decimals.slice(3, 9));
  return into.ms >= 0 && into.ms <= LATEST_MS;
}

/** Milliseconds of a calendar time, or undefined where the calendar has no such day or minute. */
export function civilTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  zone: ZoneOfNoZone,
): number | undefined {
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return undefined;
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return undefined;
  return zone === 'utc'
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : new Date(year, month - 1, day, hour, minute, second).getTime();
}

function offsetMs(offset: string | undefined): number {
  if (!offset || offset === 'Z' || offset === 'z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0);
  return (offset[0] === '-' ? -minutes : minutes) * 60_000;
}
