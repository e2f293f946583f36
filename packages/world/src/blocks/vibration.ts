import type { Chance } from '../chance.ts';
import { DAY } from './calendar.ts';
import type { MachineMoment } from './cycle-machine.ts';

export interface VibrationParameters {
  /** mm/s RMS of the sound machine while running. */
  running: number;
  /** mm/s RMS at rest: the hall itself. */
  floor: number;
  /** Days from a new bearing to its replacement. */
  bearingLifeDays: number;
  /** mm/s RMS that a bearing at its life's end adds. */
  wornAdds: number;
}

/** Wear of the bearing, 0 = new to 1 = at its replacement: slow at first, then ever faster. */
export function bearingWear(parameters: VibrationParameters, time: number, chance: Chance): number {
  const lives = time / (parameters.bearingLifeDays * DAY) + chance.uniform(0);
  return (lives - Math.floor(lives)) ** 3;
}

/** Velocity in mm/s RMS (as ISO 20816 judges it) and kurtosis (3 = sound; impacts of a damage raise it). */
export function vibrationAt(
  parameters: VibrationParameters,
  moment: MachineMoment,
  time: number,
  chance: Chance,
): { rms: number; kurtosis: number } {
  const wear = bearingWear(parameters, time, chance);
  const runs = moment.state === 'run';
  const level = runs
    ? parameters.running * (0.9 + 0.2 * moment.phase) + parameters.wornAdds * wear
    : parameters.floor;
  return {
    rms: Math.max(0.01, level * (1 + 0.05 * chance.normal(time))),
    kurtosis: Math.max(1.5, 3 + (runs ? 4 * wear : 0) + 0.15 * chance.normal(time + 0.5 * DAY)),
  };
}
