import type { Chance } from '../chance.ts';
import type { MachineMoment } from './cycle-machine.ts';

export interface ClampParameters {
  /** Amperes at rest with the control on. */
  standby: number;
  /** Amperes added by full cutting load. */
  load: number;
  /** Amperes of the starting peak above the load; it decays within a second or two. */
  inrush: number;
  /** Standard deviation of the noise, amperes. */
  noise: number;
  /** Load over one cycle: shares of `load` at equal steps of the cycle. */
  profile: readonly number[];
}

const INRUSH_DECAY_MS = 700;

/** Amperes at `time`: follows state and cycle, rises with wear, peaks at the start of a run; never below 0. */
export function currentAt(
  parameters: ClampParameters,
  moment: MachineMoment,
  time: number,
  chance: Chance,
): number {
  const noise = parameters.noise * chance.normal(time);
  return Math.max(0, steadyCurrent(parameters, moment, time) + noise);
}

function steadyCurrent(parameters: ClampParameters, moment: MachineMoment, time: number): number {
  const { standby, load, inrush } = parameters;
  switch (moment.state) {
    case 'run': {
      const peak = inrush * Math.exp(-(time - moment.interval.from) / INRUSH_DECAY_MS);
      return standby + load * profileAt(parameters.profile, moment.phase) * (1 + 0.15 * moment.wear) + peak;
    }
    case 'setup':
      return standby + load * 0.15;
    case 'fault':
      return standby * 0.4;
    case 'idle':
      return moment.reason === 'no-plan' ? standby * 0.3 : standby;
    case 'stop':
      return standby;
  }
}

/** The profile's value at `phase` 0-1, straight between its steps. */
export function profileAt(profile: readonly number[], phase: number): number {
  const at = phase * (profile.length - 1);
  const step = Math.min(profile.length - 2, Math.floor(at));
  const from = profile[step]!;
  return from + (profile[step + 1]! - from) * (at - step);
}
