import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const items = {
  name: 'Items',
  gloss: 'An item is one quantity of one device: a temperature, a count, a state.',
  none: 'No item is known yet. Items appear with the first readings of a device.',
  sentence: (c: { total: ReactNode; n: number; plain: ReactNode; plainN: number }) => (
    <>
      {c.total} {plural(c.n, 'item')} {plural(c.n, 'is', 'are')} recorded
      {c.plainN > 0 ? (
        <>
          ; {c.plain} {plural(c.plainN, 'has', 'have')} no expected interval, so nobody would notice it
          missing.
        </>
      ) : (
        '; each has an expected interval.'
      )}
    </>
  ),
  search: 'Search items',
  item: 'Item',
  device: 'Device',
  key: "Device's own name",
  kind: 'Kind',
  unit: 'Unit',
  expected: 'Expected every',
  normal: 'Normal',
  filter: 'Filter',
  editTitle: (name: string) => `Change «${name}»`,
  nameLabel: 'Name',
  unitHelp: 'As it is shown: °C, A, mm/min. Empty for counts and states.',
  expectedHelp: 'Seconds between two readings. Empty: it comes only on change, and gaps are not counted.',
  seconds: 'seconds',
  range: 'Possible range',
  rangeHelp: 'A value outside is physically impossible: it is kept but marked, and never summed.',
  normalLabel: 'Normal band',
  normalHelp: 'Drawn behind every chart. A value outside is shown as unusual.',
  counter: 'A counter: it only grows, except when it is reset',
  noFilter: 'No filter',
  onChange: 'on change',
  nothingMatches: 'No item matches. Try a shorter word.',
};
