import type { ReactNode } from 'react';
import { plural } from './plural.ts';

export const explore = {
  name: 'Explore',
  choose: 'Choose a machine, then its items. The chart draws itself.',
  sentenceNone: 'What happened, and when? Choose one or more items.',
  sentence: (c: { items: ReactNode; n: number; span: string; live: boolean; until: string }) =>
    c.live ? (
      <>
        {c.items} over the last {c.span}, live.
      </>
    ) : (
      <>
        {c.items} over {c.span}, until {c.until}.
      </>
    ),
  itemsCount: (n: number) => `${n} ${plural(n, 'item')}`,
  chooseItems: 'Choose items',
  chosenItems: 'Chosen',
  machine: 'Machine',
  items: 'Items',
  removeItem: (name: string) => `Remove ${name} from the chart`,
  done: 'Draw',
  maximum: (n: number) => `At most ${n} items at once.`,
  spans: {
    tenMinutes: '10 min',
    hour: '1 h',
    shift: '8 h',
    day: '1 d',
    week: '1 w',
    month: '1 mo',
    year: '1 y',
  },
  span: 'Time span',
  back: 'Back in time',
  forward: 'Forward in time',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  toNow: 'Now',
  live: 'Live',
  view: 'View',
  asChart: 'Chart',
  asTable: 'As table',
  time: 'Time',
  mean: 'Mean',
  minimum: 'Min',
  maximumShort: 'Max',
  count: 'Readings',
  gap: 'gap',
  grain: { raw: 'every reading', minute: 'minute values', hour: 'hour values' },
  drawnFrom: (grain: string, bucket: string) => `Drawn from ${grain}; one point per ${bucket}.`,
  truncated: 'More readings exist than are shown. Zoom in to see all.',
  readout: (time: string) => `At ${time}`,
  noReading: 'no reading',
  chartLabel: (names: string, span: string) =>
    `Chart of ${names}, ${span}. Arrow keys move the cursor, plus and minus zoom, Shift with arrows moves through time, Enter asks where a point came from.`,
  chartHint:
    'Turn the wheel or pinch to zoom, drag to move. Keys: ← → cursor, + − zoom, Shift ← → time, Enter origin.',
  emptyTitle: 'No readings in this time',
  emptyWhy: 'Nothing was stored for these items here. Move in time or take a longer span.',
  emptyLatest: (when: string) => `The newest reading is from ${when}.`,
  toLatest: 'Show the newest',
  exportAs: 'Export',
  exportGrain: 'Grain',
  csv: 'CSV',
  excel: 'Excel',
  parquet: 'Parquet',
  exportWhat: 'The readings of the span shown, as they were stored.',
  lineage: 'Where is this point from?',
  lineageTitle: 'Where this point comes from',
  lineageSentence: (c: { value: string; name: string; time: string }) => (
    <>
      {c.name} was {c.value} at {c.time}.
    </>
  ),
  pickFirst: 'Tap a point of the chart first.',
  chosenPoint: 'Chosen point',
  measuredAt: 'Measured at',
  arrivedAt: 'Arrived at',
  delay: (duration: string) => `${duration} later`,
  device: 'Device',
  machineLabel: 'Machine',
  connection: 'Connection',
  filter: 'Filter',
  noFilter: 'none: stored as it came',
  filterVersion: (name: string, version: number) => `${name}, version ${version}`,
  batch: 'Delivered with',
  batchOf: (readings: string, span: string) => `${readings} readings in ${span}`,
  storedIn: 'Stored in',
  hot: "today's file",
  segment: "the day's sealed file",
  hash: 'SHA-256',
  sequence: 'Sequence',
  timeInState: 'Time in each state',
  normalBand: 'normal band',
  spread: 'minimum to maximum',
  meanLine: 'mean',
  legend: 'How to read the chart',
};
