import { useEffect, useState } from 'react';
import { browserClock } from './browser-clock.ts';

/** The time of now, renewed every `everyMs` while the tab is looked at. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(browserClock.now);
  useEffect(() => browserClock.every(everyMs, () => setNow(browserClock.now())), [everyMs]);
  return now;
}
