import { MusubiError } from '@musubi/base';
import { readIsoTime, type SourceTime } from '../../payload/source-time.ts';

/** A day or a time of day, as one cell of a table holds it. */
interface Part {
  day?: [year: number, month: number, day: number];
  /** Hours, minutes, seconds, and the decimals of the second as text. */
  clock?: [hour: number, minute: number, second: number, fraction: string];
}

const DAY = /^(?:(令和|R)\s*)?(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*(?:\([日月火水木金土]\))?/;
const CLOCK =
  /^(午前|午後|AM|PM)?\s*(\d{1,2})(?::|時)(\d{1,2})(?:(?::|分)(\d{1,2})?(?:[.,](\d{1,9}))?秒?|分)?\s*(AM|PM)?$/i;

/**
 * Reads the time of a row from one cell or, where day and time of day stand apart, from two: ISO 8601, `2026/11/24
 * 10:00:00`, `2026年11月24日 10時00分`, `令和8年…`, `午後 3:05`, full-width digits, epochs. `zone` is IANA or `local`.
 */
export function readFileTime(cells: readonly string[], into: SourceTime, zone: string): boolean {
  const text = cells
    .map((cell) => cell.normalize('NFKC').trim())
    .join(' ')
    .trim();
  if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text) && readIsoTime(text, into, 'utc')) return true;
  if (/^\d{10}(\d{3})?$/.test(text)) return setEpoch(Number(text), into);
  const parts = readParts(text);
  if (!parts?.day) return false;
  const [hour, minute, second, fraction] = parts.clock ?? [0, 0, 0, ''];
  const civil = civilMs(parts.day, hour, minute, second);
  if (civil === undefined) return false;
  const decimals = fraction.padEnd(9, '0');
  into.ms = instantOf(civil, zone) + Number(decimals.slice(0, 3));
  into.ns = Number(decimals.slice(3, 9));
  return true;
}

/** Whether a cell holds a day without a time, or a time without a day: then its neighbour has the other half. */
export function halfOf(cell: string): 'day' | 'clock' | undefined {
  const parts = readParts(cell.normalize('NFKC').trim());
  if (!parts || (parts.day && parts.clock)) return undefined;
  return parts.day ? 'day' : 'clock';
}

function readParts(text: string): Part | undefined {
  const day = DAY.exec(text);
  const rest = (day ? text.slice(day[0].length) : text).replace(/^T/i, '').trim();
  const clock = rest === '' ? null : CLOCK.exec(rest);
  if ((rest !== '' && !clock) || (!day && !clock)) return undefined;
  return { ...(day && { day: dayOf(day) }), ...(clock && { clock: clockOf(clock) }) };
}

function dayOf([, era, year = '', month, day]: RegExpExecArray): [number, number, number] {
  // 令和1年 is 2019; two digits are of this century, as no logger has older data.
  const full = era ? 2018 + Number(year) : year.length <= 2 ? 2000 + Number(year) : Number(year);
  return [full, Number(month), Number(day)];
}

function clockOf(found: RegExpExecArray): [number, number, number, string] {
  const [, before, hour, minute, second = '0', fraction = '', after] = found;
  const half = (before ?? after ?? '').toUpperCase();
  const isAfternoon = half === '午後' || half === 'PM';
  const isMorning = half === '午前' || half === 'AM';
  const hours = Number(hour);
  if (isAfternoon && hours < 12) return [hours + 12, Number(minute), Number(second), fraction];
  return [isMorning && hours === 12 ? 0 : hours, Number(minute), Number(second), fraction];
}

function civilMs(
  [year, month, day]: [number, number, number],
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (year < 1970 || year > 2199 || month < 1 || month > 12 || hour > 24 || minute > 59 || second > 59)
    return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  if (new Date(midnight).getUTCDate() !== day) return undefined;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}

function setEpoch(value: number, into: SourceTime): boolean {
  into.ms = value < 1e11 ? value * 1000 : value;
  into.ns = 0;
  return true;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The instant at which clocks in `zone` show `civil` (given as if it were UTC). */
function instantOf(civil: number, zone: string): number {
  if (zone === 'local') {
    const at = new Date(civil);
    return new Date(
      at.getUTCFullYear(),
      at.getUTCMonth(),
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
    ).getTime();
  }
  // Twice, as the first guess may lie beyond a change of summer time.
  const guess = civil - offsetAt(civil, zone);
  return civil - offsetAt(guess, zone);
}

function offsetAt(instant: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
    return format;
  } catch (error) {
    throw new MusubiError('caller', 'file.unknown-zone', zone, { details: { zone }, cause: error });
  }
}
