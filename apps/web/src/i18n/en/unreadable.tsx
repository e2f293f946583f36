import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const unreadable = {
  name: 'Unreadable data',
  none: 'Everything that arrived could be read.',
  sentence: (c: { count: ReactNode; n: number }) => (
    <>
      {c.count} {plural(c.n, 'delivery', 'deliveries')} could not be read. {plural(c.n, 'It is', 'They are')}{' '}
      kept whole, so nothing is lost.
    </>
  ),
  byLimit: (n: string) => `${n} older ones made way for newer ones since the start.`,
  gloss: 'Deliveries that Musubi could not make sense of wait here until you decide.',
  show: 'Show',
  waiting: 'waiting',
  replayed: 'read again',
  dismissed: 'dismissed',
  received: 'Arrived',
  from: 'From',
  reason: 'Reason',
  size: 'Size',
  look: 'Look inside',
  rawTitle: 'As it arrived',
  rawText: 'as text',
  rawHex: 'as bytes',
  cut: (shown: string, whole: string) => `The first ${shown} of ${whole}.`,
  replay: 'Read again',
  replayHelp: 'After you changed the connection or the device, the same delivery may be readable.',
  replayedDone: (stored: string) => `Read again: ${stored} readings stored.`,
  replayedStill: 'Still not readable. It stays here, whole.',
  dismiss: 'Dismiss',
  dismissTitle: 'Dismiss this delivery?',
  dismissWhat: 'It is not read and no longer shown under waiting. No stored reading changes.',
  emptyTitle: 'Nothing here',
  emptyWhy:
    'A delivery lands here when it is not in a form that Musubi can read. That usually means a wrong setting.',
};
