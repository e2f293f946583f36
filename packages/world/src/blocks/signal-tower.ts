import type { MachineState } from './machine-state.ts';

/** Lamp colours and their numbers, OPC 10000-200 §5.3.3. */
export const SignalColor = {
  Off: 0,
  Red: 1,
  Green: 2,
  Blue: 3,
  Yellow: 4,
  Purple: 5,
  Cyan: 6,
  White: 7,
} as const;
export type SignalColorName = keyof typeof SignalColor;

/** How a lamp burns, OPC 10000-200 §5.3.4. */
export const SignalMode = { Continuous: 0, Blinking: 1, Flashing: 2 } as const;
export type SignalModeName = keyof typeof SignalMode;

export interface Lamp {
  color: Exclude<SignalColorName, 'Off'>;
  mode: SignalModeName;
}

/** What each state looks like on the tower; every site has its own habit. */
export type TowerConvention = Readonly<Record<MachineState, readonly Lamp[]>>;

/** The habit of most Japanese machine shops: green runs, yellow waits, red is broken. */
export const commonConvention: TowerConvention = {
  run: [{ color: 'Green', mode: 'Continuous' }],
  idle: [],
  setup: [{ color: 'Yellow', mode: 'Blinking' }],
  stop: [{ color: 'Yellow', mode: 'Continuous' }],
  fault: [{ color: 'Red', mode: 'Continuous' }],
};

const BLINK_MS = 1_000;

/** Whether the lamp of `color` gives light at `time`: a blinking lamp is dark half of each second, as a sensor sees it. */
export function lampOn(
  convention: TowerConvention,
  state: MachineState,
  color: Lamp['color'],
  time: number,
): boolean {
  const lamp = convention[state].find((candidate) => candidate.color === color);
  if (!lamp) return false;
  if (lamp.mode === 'Continuous') return true;
  const share = lamp.mode === 'Blinking' ? 0.5 : 0.2;
  return (((time % BLINK_MS) + BLINK_MS) % BLINK_MS) / BLINK_MS < share;
}

/** The colour the tower shows, blinking or not: the number of the first lamp of the state, 0 when dark. */
export function towerColor(convention: TowerConvention, state: MachineState): number {
  const lamp = convention[state][0];
  return lamp ? SignalColor[lamp.color] : SignalColor.Off;
}
