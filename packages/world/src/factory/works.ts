import { type Calendar, twoShifts } from '../blocks/calendar.ts';
import { TruthLog } from '../truth-log.ts';
import type { SimulatedDevice } from './device.ts';
import { compressor } from './devices/compressor.ts';
import { lathe } from './devices/lathe.ts';
import { machiningCentre } from './devices/machining-centre.ts';
import { moulding } from './devices/moulding.ts';
import { powerPanel } from './devices/power-panel.ts';
import { press } from './devices/press.ts';
import { radioThermometer } from './devices/radio-thermometer.ts';
import { type MachineKey, type WorkingMachine, workingMachines } from './machines.ts';

/** The seed of the demo that ships. */
export const DEMO_SEED = 20_170_401;

/** 結び製作所 of one seed: a whole factory as a function of time. */
export interface Works {
  machines: Readonly<Record<MachineKey, WorkingMachine>>;
  devices: readonly SimulatedDevice[];
}

export function musubiWorks(seed: number = DEMO_SEED, calendar: Calendar = twoShifts): Works {
  const machines = workingMachines(seed, calendar);
  return {
    machines,
    devices: [
      lathe(machines.lathe.machine, seed),
      machiningCentre(machines['machining-centre'].machine, calendar, seed),
      press(machines.press.machine, seed),
      moulding(machines.moulding.machine, calendar, seed),
      compressor(calendar, seed),
      powerPanel(Object.values(machines), calendar, seed),
      radioThermometer(calendar, seed),
    ],
  };
}

/** What really happened in [from, to): every state, and the counts at both ends. */
export function worksTruth(works: Works, from: number, to: number): TruthLog {
  const log = new TruthLog();
  for (const { machine } of Object.values(works.machines)) {
    const { id } = machine.parameters;
    for (const interval of machine.intervals(from, to)) log.tell({ kind: 'state', machine: id, ...interval });
    for (const time of [from, to]) {
      const { good, reject } = machine.at(time);
      log.tell({ kind: 'count', machine: id, counter: 'good', time, value: good });
      log.tell({ kind: 'count', machine: id, counter: 'reject', time, value: reject });
    }
  }
  return log;
}
