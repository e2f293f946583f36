const QUARTER_HOUR = 900_000;

/** Wall time of one zone, for files that people open. */
export interface LocalTime {
  /** ISO 8601 with milliseconds and offset, `2026-11-24T07:00:00.000+09:00`. */
  iso(time: number): string;
  /** A date whose UTC fields read as the wall clock: spreadsheets know no zones. */
  wall(time: number): Date;
}

/** Offsets change at quarter hours at most, so one look-up serves all readings of one. */
export function localTime(timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
  let quarter = Number.NaN;
  let offsetMs = 0;
  const offsetAt = (time: number): number => {
    const at = Math.floor(time / QUARTER_HOUR);
    if (at !== quarter) {
      quarter = at;
      offsetMs = readOffset(format, at * QUARTER_HOUR);
    }
    return offsetMs;
  };
  return {
    iso(time) {
      const offset = offsetAt(time);
      return new Date(time + offset).toISOString().slice(0, -1) + offsetText(offset);
    },
    wall: (time) => new Date(time + offsetAt(time)),
  };
}

function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
