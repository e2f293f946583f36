const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** A part of the production day; minutes since the day's start, [from, to). */
export interface PlannedSpan {
  from: number;
  to: number;
}

/** Where and when a machine is meant to work. The production day starts with the day shift, not at midnight. */
export interface Calendar {
  /** Local time minus UTC, minutes; Japan has no summer time. */
  utcOffsetMinutes: number;
  /** Local minutes after midnight at which the production day starts. */
  dayStartsAt: number;
  shifts: readonly PlannedSpan[];
  breaks: readonly PlannedSpan[];
  /** Days without a plan, 0 = Sunday. */
  restDays: readonly number[];
}

/** Two shifts of twelve hours from 08:00, with the breaks of a Japanese factory; local time of Japan. */
export const twoShifts: Calendar = {
  utcOffsetMinutes: 540,
  dayStartsAt: 480,
  shifts: [
    { from: 0, to: 720 },
    { from: 720, to: 1440 },
  ],
  breaks: [
    { from: 120, to: 130 },
    { from: 240, to: 300 },
    { from: 420, to: 430 },
    { from: 540, to: 555 },
    { from: 840, to: 850 },
    { from: 960, to: 1020 },
    { from: 1140, to: 1150 },
    { from: 1260, to: 1275 },
  ],
  restDays: [],
};

/** The number of the production day that holds `time`. */
export function productionDay(calendar: Calendar, time: number): number {
  return Math.floor((time + (calendar.utcOffsetMinutes - calendar.dayStartsAt) * MINUTE) / DAY);
}

/** When production day `day` starts, milliseconds since 1970 UTC. */
export function startOfDay(calendar: Calendar, day: number): number {
  return day * DAY - (calendar.utcOffsetMinutes - calendar.dayStartsAt) * MINUTE;
}

/** The weekday on which production day `day` starts, 0 = Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The first production day of the week (Monday) or of the year that holds `day`. */
export function startOfPeriod(day: number, period: 'week' | 'year'): number {
  if (period === 'week') return day - ((weekdayOf(day) + 6) % 7);
  return Math.round(Date.UTC(new Date(day * DAY).getUTCFullYear(), 0, 1) / DAY);
}

/** The hour of the local day at `time`, with fraction, 0-24. */
export function localHour(calendar: Calendar, time: number): number {
  const local = time + calendar.utcOffsetMinutes * MINUTE;
  return (local - Math.floor(local / DAY) * DAY) / HOUR;
}

export type PlanKind = 'planned' | 'break' | 'off';

/** Production day `day` in order and without holes: planned, break or off; times in milliseconds since 1970. */
export function planOfDay(calendar: Calendar, day: number): { from: number; to: number; kind: PlanKind }[] {
  const start = startOfDay(calendar, day);
  const edges = new Set([0, 1440]);
  for (const span of [...calendar.shifts, ...calendar.breaks]) edges.add(span.from).add(span.to);
  const ordered = [...edges].filter((edge) => edge >= 0 && edge <= 1440).sort((a, b) => a - b);
  const rest = calendar.restDays.includes(weekdayOf(day));
  const plan: { from: number; to: number; kind: PlanKind }[] = [];
  for (let i = 0; i + 1 < ordered.length; i++) {
    const from = ordered[i]!;
    const kind = rest ? 'off' : kindAt(calendar, from);
    const last = plan.at(-1);
    const to = start + ordered[i + 1]! * MINUTE;
    if (last?.kind === kind) last.to = to;
    else plan.push({ from: start + from * MINUTE, to, kind });
  }
  return plan;
}

function kindAt(calendar: Calendar, minute: number): PlanKind {
  const within = (span: PlannedSpan) => span.from <= minute && minute < span.to;
  if (calendar.breaks.some(within)) return 'break';
  return calendar.shifts.some(within) ? 'planned' : 'off';
}
