import type { FilterName } from '@musubi/schema';
import type { ReactNode } from 'react';
import { plural } from './plural.ts';

const names: Record<FilterName, string> = {
  range: 'Range',
  deadband: 'Deadband',
  'swinging-door': 'Swinging door',
  spike: 'Spike',
  debounce: 'Debounce',
  resample: 'Resample',
  unit: 'Unit',
  scale: 'Scale',
  'counter-delta': 'Counter to difference',
  'time-repair': 'Time stamp repair',
  'window-features': 'Window features',
  mask: 'Mask',
  pseudonymise: 'Pseudonymise',
};
const glosses: Record<FilterName, string> = {
  range: 'Marks values outside of physical bounds.',
  deadband: 'Keeps a value only when it moved by more than the band.',
  'swinging-door': 'Drops values that lie on a straight line, with a proven largest error.',
  spike: 'Marks single values far off their neighbours (Hampel).',
  debounce: 'Takes a state over only after it held for some time.',
  resample: 'One value per interval.',
  unit: 'Converts one unit into another.',
  scale: 'Multiplies and adds: raw value to real quantity.',
  'counter-delta': 'Turns a counter into what was added; repairs resets and wraps.',
  'time-repair': 'Replaces time stamps that cannot be true by the time of arrival.',
  'window-features': 'Mean, RMS, peak, kurtosis … of each window, for vibration and sound.',
  mask: 'Hides parts of a text, such as names.',
  pseudonymise: 'Replaces a text by a stable code that does not tell who it is.',
};
const settings = {
  low: 'Lower bound',
  high: 'Upper bound',
  band: 'Band',
  heartbeatMs: 'At least one value every',
  error: 'Largest error',
  maxIntervalMs: 'At least one value every',
  window: 'Values compared',
  sigmas: 'Allowed deviation (sigma)',
  holdMs: 'Must hold for',
  everyMs: 'Interval',
  method: 'Method',
  from: 'From unit',
  to: 'To unit',
  factor: 'Factor',
  offset: 'Offset',
  wrapAt: 'Wraps at',
  maxStep: 'Largest possible step',
  maxAheadMs: 'Ahead of the clock by at most',
  maxBehindMs: 'Behind the clock by at most',
  windowMs: 'Window',
  features: 'Features',
  pattern: 'Pattern (regular expression)',
  replacement: 'Replaced by',
  prefix: 'Code begins with',
};
const methods = { last: 'last value', mean: 'mean', linear: 'straight line' };

export const filters = {
  name: 'Filters',
  names,
  glosses,
  settings,
  methods,
  none: 'No filter yet: every reading is stored as it came.',
  sentence: (c: { chains: ReactNode; n: number; dropped: string; error: boolean }) => (
    <>
      {c.chains} {plural(c.n, 'filter saves', 'filters save')} {c.dropped} % of the readings
      {c.error && ', each with a known largest error'}.
    </>
  ),
  add: 'Make a filter',
  filter: 'Filter',
  steps: 'Steps',
  version: 'Version',
  usedBy: 'Items',
  received: 'Received',
  kept: 'Kept',
  reduction: 'Saved',
  maxError: 'Largest error',
  computes: 'computes new values',
  emptyTitle: 'No filter yet',
  emptyWhy:
    'A filter drops what says nothing new and marks what cannot be true. Without one everything is stored, which is safe and takes more disk.',
  newName: 'New filter',
  editSentence: (name: string, version: number) =>
    `${name}, now version ${version}. Saving makes a new version; readings know which one made them.`,
  newSentence: 'Put steps together and see at once what they do to real readings.',
  nameLabel: 'Name of the filter',
  keepRaw: 'Also keep the readings as they came',
  addStep: 'Add a step',
  step: (n: number) => `Step ${n}`,
  removeStep: 'Remove step',
  earlier: 'Move earlier',
  later: 'Move later',
  noSteps: 'No step yet: everything passes.',
  preview: 'Try it on stored readings',
  previewItem: 'Item',
  previewSpan: 'of the last',
  previewResult: (c: { received: string; kept: string; saved: string }) =>
    `${c.kept} of ${c.received} readings kept; ${c.saved} % saved.`,
  largestError: (error: string, unit: string) => `Largest error: ${error} ${unit}`,
  suggested: (threshold: string, noise: string, unit: string) =>
    `Measured noise is ${noise} ${unit}; a threshold of ${threshold} ${unit} hides it and nothing else.`,
  useSuggested: 'Use this threshold',
  before: 'before',
  after: 'after',
  previewEmpty: 'There are no readings of this item in that time. Choose another item or a longer time.',
  chartLabel: (name: string) => `${name} before and after the filter`,
  save: 'Save filter',
  saved: (name: string, version: number) =>
    `${name} saved as version ${version}. Set it at an item to use it.`,
  milliseconds: 'ms',
  features: {
    mean: 'mean',
    rms: 'RMS',
    peak: 'peak',
    'peak-to-peak': 'peak to peak',
    crest: 'crest factor',
    kurtosis: 'kurtosis',
    std: 'standard deviation',
    min: 'minimum',
    max: 'maximum',
  },
};
