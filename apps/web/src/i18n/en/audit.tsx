import type { ReactNode } from 'react';

export const audit = {
  name: 'Audit',
  sentence: (c: { count: ReactNode; latest: string }) => (
    <>
      {c.count} acts are recorded; the newest {c.latest} ago.
    </>
  ),
  unverified: 'Whether nobody changed them afterwards, the check tells.',
  verify: 'Check the chain',
  intact: (count: string) => `Intact: all ${count} entries fit together from the first to the last.`,
  broken: (at: string) =>
    `Broken at entry ${at}. The entries before it are untouched. Keep a copy of the data folder and call your adviser.`,
  head: 'Head of the chain',
  headHelp: 'Write it down or print it: whoever compares it later sees whether anything was changed.',
  at: 'Time',
  who: 'Who',
  act: 'Act',
  target: 'On what',
  result: 'Result',
  results: { done: 'done', refused: 'refused', failed: 'failed' },
  from: 'From',
  details: 'Details',
  number: 'No.',
  only: 'Only acts that begin with',
  onlyHelp: 'for example device, login, person',
  older: 'Show older ones',
  none: 'Nothing matches.',
};
