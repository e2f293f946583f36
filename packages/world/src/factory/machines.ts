import { type Calendar, twoShifts } from '../blocks/calendar.ts';
import { CycleMachine, type CycleMachineParameters } from '../blocks/cycle-machine.ts';
import type { Interruption } from '../blocks/day-of-work.ts';
import { MachineEnergy, type PowerOfState } from '../blocks/machine-energy.ts';

/** The four machines of 結び製作所 that work in cycles. */
export type MachineKey = 'lathe' | 'machining-centre' | 'press' | 'moulding';

const microStop: Interruption = { state: 'stop', reason: 'micro-stop', every: 26, shortest: 0.2, longest: 2 };
const material: Interruption = { state: 'stop', reason: 'material', every: 190, shortest: 3, longest: 18 };
const inspection: Interruption = { state: 'idle', reason: 'inspection', every: 150, shortest: 2, longest: 9 };

const parameters: Readonly<Record<MachineKey, Omit<CycleMachineParameters, 'id' | 'calendar'>>> = {
  lathe: {
    cycleMs: 74_000,
    wearSlowdown: 0.06,
    toolLifeMinutes: 260,
    // The night shift hands it over running, with a fresh tool.
    firstSetup: 0,
    runsThroughBreaks: true,
    rejectOneIn: 60,
    countersRestart: 'week',
    piecesPerCycle: 1,
    interruptions: [
      microStop,
      inspection,
      { state: 'stop', reason: 'chip-removal', every: 170, shortest: 2, longest: 6 },
      { state: 'setup', reason: 'tool-change', every: 240, shortest: 6, longest: 16, freshTool: true },
      { state: 'fault', reason: 'servo-alarm', every: 780, shortest: 6, longest: 38 },
    ],
  },
  'machining-centre': {
    cycleMs: 312_000,
    wearSlowdown: 0.09,
    toolLifeMinutes: 300,
    firstSetup: 24,
    runsThroughBreaks: true,
    rejectOneIn: 45,
    countersRestart: 'year',
    piecesPerCycle: 1,
    interruptions: [
      { ...microStop, every: 48 },
      inspection,
      { state: 'setup', reason: 'changeover', every: 270, shortest: 14, longest: 34, freshTool: true },
      { state: 'fault', reason: 'coolant-low', every: 700, shortest: 5, longest: 26 },
      { state: 'fault', reason: 'spindle-overload', every: 1500, shortest: 12, longest: 55 },
    ],
  },
  press: {
    cycleMs: 5_200,
    wearSlowdown: 0.02,
    toolLifeMinutes: 420,
    firstSetup: 18,
    runsThroughBreaks: false,
    rejectOneIn: 400,
    countersRestart: 'year',
    piecesPerCycle: 1,
    interruptions: [
      { ...microStop, every: 14, longest: 1.6 },
      { ...material, every: 75, shortest: 1.5, longest: 6 },
      { state: 'setup', reason: 'die-change', every: 165, shortest: 12, longest: 28, freshTool: true },
      { state: 'fault', reason: 'misfeed', every: 300, shortest: 3, longest: 16 },
    ],
  },
  moulding: {
    cycleMs: 34_000,
    wearSlowdown: 0.01,
    toolLifeMinutes: 2_000,
    // Runs round the clock.
    firstSetup: 0,
    runsThroughBreaks: true,
    rejectOneIn: 130,
    countersRestart: 'year',
    piecesPerCycle: 4,
    interruptions: [
      { ...microStop, every: 70 },
      { ...inspection, every: 360 },
      { ...material, every: 420, longest: 9 },
      { state: 'setup', reason: 'colour-change', every: 520, shortest: 12, longest: 30 },
      { state: 'fault', reason: 'mould-temperature', every: 900, shortest: 8, longest: 40 },
    ],
  },
};

/** Mean kW by state. */
const power: Readonly<Record<MachineKey, PowerOfState>> = {
  lathe: { run: 6.8, idle: 1.2, setup: 1.9, stop: 1.2, fault: 0.6 },
  'machining-centre': { run: 9.4, idle: 1.8, setup: 2.7, stop: 1.8, fault: 0.8 },
  press: { run: 11.5, idle: 2.1, setup: 2.6, stop: 3.4, fault: 1.1 },
  moulding: { run: 17.2, idle: 7.5, setup: 9.1, stop: 8.2, fault: 6.9 },
};

export interface WorkingMachine {
  machine: CycleMachine;
  energy: MachineEnergy;
}

/** The machines of one seed; the press rests on Sundays. */
export function workingMachines(
  seed: number,
  calendar: Calendar = twoShifts,
): Record<MachineKey, WorkingMachine> {
  const make = (key: MachineKey): WorkingMachine => {
    const own: Calendar = key === 'press' ? { ...calendar, restDays: [0] } : calendar;
    const machine = new CycleMachine({ ...parameters[key], id: key, calendar: own }, seed);
    return { machine, energy: new MachineEnergy(machine, power[key]) };
  };
  return {
    lathe: make('lathe'),
    'machining-centre': make('machining-centre'),
    press: make('press'),
    moulding: make('moulding'),
  };
}
