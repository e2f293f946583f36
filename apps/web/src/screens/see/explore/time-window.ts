/** The time shown: so many milliseconds until `to`; without `to` until now, live. */
export interface TimeWindow {
  span: number;
  to?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const SPANS = {
  tenMinutes: 10 * MINUTE,
  hour: HOUR,
  shift: 8 * HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
} as const;

const SHORTEST = 1_000;
const LONGEST = 20 * SPANS.year;
/** This close to now a window is live again. */
const NEAR_NOW = 0.02;

const bounded = (span: number) => Math.round(Math.min(LONGEST, Math.max(SHORTEST, span)));

export function edgesOf(window: TimeWindow, now: number): { from: number; to: number } {
  const to = window.to ?? now;
  return { from: to - window.span, to };
}

/** No future is shown: a window that reaches now becomes live. */
function settled(span: number, to: number, now: number): TimeWindow {
  return to >= now - span * NEAR_NOW ? { span } : { span, to: Math.round(to) };
}

/** Moves by a share of the span; negative is back in time. */
export function moved(window: TimeWindow, share: number, now: number): TimeWindow {
  return settled(window.span, edgesOf(window, now).to + window.span * share, now);
}

/** Zooms by `factor` (below 1 is closer) so that the moment at `place` (0 left, 1 right) stays where it is. */
export function zoomed(window: TimeWindow, factor: number, place: number, now: number): TimeWindow {
  const { from } = edgesOf(window, now);
  const span = bounded(window.span * factor);
  const held = from + window.span * place;
  // The live edge stays the live edge: zooming there must not fall behind.
  if (window.to === undefined && place > 0.9) return { span };
  return settled(span, held + span * (1 - place), now);
}

/** Another span around the same right edge. */
export function spanned(window: TimeWindow, span: number): TimeWindow {
  return window.to === undefined ? { span: bounded(span) } : { span: bounded(span), to: window.to };
}

/** How often a live chart asks anew: a three-hundredth of the span, between two seconds and a minute. */
export function renewalMs(span: number): number {
  return Math.min(MINUTE, Math.max(2_000, Math.round(span / 300)));
}

/** What to ask for: a quarter of a span more on each side, on a grid so that small moves ask nothing new. */
export function asked(window: TimeWindow, now: number): { from: number; to: number } {
  const { from, to } = edgesOf(window, now);
  const grid =
    window.to === undefined ? renewalMs(window.span) : Math.max(1_000, Math.round(window.span / 8));
  return {
    from: Math.floor((from - window.span / 4) / grid) * grid,
    to: Math.ceil((to + (window.to === undefined ? 0 : window.span / 4)) / grid) * grid,
  };
}
