import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const connections = {
  name: 'Connections',
  none: 'Nothing is connected yet.',
  sentence: (c: {
    running: ReactNode;
    total: ReactNode;
    n: number;
    all: boolean;
    worst?: { name: ReactNode; word: string; since: string } | undefined;
  }) => (
    <>
      {c.all ? (
        <>{c.n === 1 ? 'The one connection is' : <>All {c.total} connections are</>} in order.</>
      ) : (
        <>
          {c.running} of {c.total} {plural(c.n, 'connection')} in order.
        </>
      )}
      {c.worst && (
        <>
          {' '}
          {c.worst.name}: {c.worst.word} for {c.worst.since}.
        </>
      )}
    </>
  ),
  missingSentence: (share: string) => <> {share} % of the expected readings arrived.</>,
  add: 'Add a connection',
  connection: 'Connection',
  state: 'State',
  since: 'Since',
  lastReading: 'Last reading',
  expected: 'Expected',
  received: 'Received',
  missing: 'Missing',
  late: 'Late',
  duplicate: 'Doubled',
  quarantined: 'Unreadable',
  reconnects: 'Reconnects',
  countedSince: 'Counted since Musubi started. Missing is known only for items with an expected interval.',
  retryIn: (duration: string) => `tries again in ${duration}`,
  retrying: 'trying now',
  never: 'none yet',
  builtIn: 'built in',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  remove: 'Remove connection',
  removeTitle: (name: string) => `Remove the connection «${name}»?`,
  removeWhat: 'Musubi stops reading from this source. Its devices and all stored readings stay.',
  removed: (name: string) => `Connection ${name} removed.`,
  kindSentence: 'What kind of source is it?',
  addSentence: (title: string) => `Connect a source by ${title}.`,
  editSentence: (name: string, word: string) => `${name} is ${word}.`,
  nameLabel: 'Name of the connection',
  nameHelp: 'As people in the shop call it.',
  test: 'Test connection',
  testing: 'Testing',
  reachable: (latency: string) => `Reachable, answered in ${latency} ms.`,
  unreachable: 'Not reachable with these settings. Nothing was changed.',
  sample: 'It delivers, for example:',
  noSample: 'It answered but has delivered nothing yet.',
  key: 'Key',
  value: 'Value',
  save: 'Save connection',
  saved: 'Connection saved. The first readings come within seconds.',
  secretKept: 'Leave empty to keep the stored one.',
  unsupported: 'This setting can only be changed with the command line.',
  addEntry: 'Add an entry',
  removeEntry: 'Remove entry',
  settings: 'Settings',
  health: 'Health',
  notAddable: 'This connection is part of Musubi; it has no settings to change here.',
  gone: 'This connection does not exist (any more).',
};
