import type { FilterName, FilterStep } from '@musubi/schema';

/** A member of a filter's settings and how it is asked for. */
export interface StepMember {
  key: string;
  kind: 'number' | 'duration' | 'text' | 'method' | 'features';
  required: boolean;
  /** In the unit of the series. */
  inUnit?: boolean;
}

const number = (key: string, required = true, inUnit = false): StepMember => ({
  key,
  kind: 'number',
  required,
  ...(inUnit ? { inUnit } : {}),
});
const duration = (key: string, required = true): StepMember => ({ key, kind: 'duration', required });
const text = (key: string): StepMember => ({ key, kind: 'text', required: true });

/** The members of each filter in the order they are asked for; durations are shown in seconds. */
export const stepMembers: Readonly<Record<FilterName, readonly StepMember[]>> = {
  range: [number('low', false, true), number('high', false, true)],
  deadband: [number('band', true, true), duration('heartbeatMs', false)],
  'swinging-door': [number('error', true, true), duration('maxIntervalMs', false)],
  spike: [number('window'), number('sigmas')],
  debounce: [duration('holdMs')],
  resample: [duration('everyMs'), { key: 'method', kind: 'method', required: true }],
  unit: [text('from'), text('to')],
  scale: [number('factor'), number('offset')],
  'counter-delta': [number('wrapAt', false), number('maxStep', false)],
  'time-repair': [duration('maxAheadMs'), duration('maxBehindMs')],
  'window-features': [duration('windowMs'), { key: 'features', kind: 'features', required: true }],
  mask: [text('pattern'), text('replacement')],
  pseudonymise: [text('prefix')],
};

/** A step as it is being typed: members may still be missing. */
export type DraftStep = { filter: FilterName } & Readonly<Record<string, unknown>>;

const fresh: Readonly<Record<FilterName, Readonly<Record<string, unknown>>>> = {
  range: {},
  deadband: { band: 0.1 },
  'swinging-door': { error: 0.1 },
  spike: { window: 7, sigmas: 3 },
  debounce: { holdMs: 1_000 },
  resample: { everyMs: 1_000, method: 'last' },
  unit: { from: '', to: '' },
  scale: { factor: 1, offset: 0 },
  'counter-delta': {},
  'time-repair': { maxAheadMs: 5_000, maxBehindMs: 31 * 86_400_000 },
  'window-features': { windowMs: 10_000, features: ['mean', 'rms'] },
  mask: { pattern: '', replacement: '***' },
  pseudonymise: { prefix: 'p_' },
};

export function newStep(filter: FilterName): DraftStep {
  return { filter, ...fresh[filter] };
}

export const filterNames = Object.keys(stepMembers) as FilterName[];

export function withMember(step: DraftStep, key: string, value: unknown): DraftStep {
  const { [key]: _, ...rest } = step;
  return (value === undefined ? rest : { ...rest, [key]: value }) as DraftStep;
}

/** Whether every member that a step needs is there; then it is a step that the server takes. */
export function isWhole(step: DraftStep): boolean {
  return stepMembers[step.filter].every(({ key, kind, required }) => {
    const value = step[key];
    if (kind === 'features') return Array.isArray(value) && value.length > 0;
    if (value === undefined || value === '') return !required;
    return (
      typeof value !== 'number' ||
      key === 'offset' ||
      key === 'low' ||
      key === 'high' ||
      key === 'factor' ||
      value > 0
    );
  });
}

export function wholeSteps(steps: readonly DraftStep[]): FilterStep[] | undefined {
  return steps.every(isWhole) ? (steps as readonly unknown[] as FilterStep[]) : undefined;
}

/** The first step whose threshold can be suggested from measured noise, and the name of its threshold. */
export function thresholdOf(
  steps: readonly DraftStep[],
): { index: number; key: 'band' | 'error' } | undefined {
  const index = steps.findIndex(({ filter }) => filter === 'deadband' || filter === 'swinging-door');
  if (index < 0) return undefined;
  return { index, key: steps[index]!.filter === 'deadband' ? 'band' : 'error' };
}
