/** The browser's clock and timers: the one place of the web app that knows them. */
export interface BrowserClock {
  /** Milliseconds since 1970 UTC, as the server counts them. */
  now(): number;
  /** Calls `act` once after `ms`; the answer cancels it. */
  after(ms: number, act: () => void): () => void;
  /** Calls `act` every `ms` while the tab is looked at; the answer ends it. */
  every(ms: number, act: () => void): () => void;
}

/** Below this a difference is the network's, not the clock's. */
const TOLERATED_MS = 3_000;
let ahead = 0;

/** Notes the server's clock from the `Date` header of an answer: a tablet with a wrong clock still shows right ages. */
export function observeServerTime(header: string | null): void {
  const told = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(told)) return;
  const difference = told + 500 - Date.now();
  ahead = Math.abs(difference) < TOLERATED_MS ? 0 : difference;
}

export const browserClock: BrowserClock = {
  now: () => Date.now() + ahead,
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  every(ms, act) {
    const timer = setInterval(() => {
      if (!document.hidden) act();
    }, ms);
    return () => clearInterval(timer);
  },
};
