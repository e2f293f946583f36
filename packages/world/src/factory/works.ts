import { type Calendar, productionDay, startOfDay, startOfPeriod, twoShifts } from '../blocks/calendar.ts';
import type { CycleMachine } from '../blocks/cycle-machine.ts';
import { TruthLog } from '../truth-log.ts';
import type { SimulatedDevice } from './device.ts';
import { compressor } from './devices/compressor.ts';
import { lathe } from './devices/lathe.ts';
import { machiningCentre } from './devices/machining-centre.ts';
import { moulding } from './devices/moulding.ts';
import { powerPanel } from './devices/power-panel.ts';
import { press } from './devices/press.ts';
import { radioThermometer, tellRadioTruth } from './devices/radio-thermometer.ts';
import { type MachineKey, type WorkingMachine, workingMachines } from './machines.ts';

/** The seed of the demo that ships. */
export const DEMO_SEED = 20_170_401;

/** 結び製作所 of one seed: a whole factory as a function of time. */
export interface Works {
  seed: number;
  machines: Readonly<Record<MachineKey, WorkingMachine>>;
  devices: readonly SimulatedDevice[];
}

export function musubiWorks(seed: number = DEMO_SEED, calendar: Calendar = twoShifts): Works {
  const machines = workingMachines(seed, calendar);
  return {
    seed,
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

/** What really happened in [from, to): every state, the counts at both ends, and each planted fault. */
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
    tellRestarts(log, machine, from, to);
  }
  tellRadioTruth(log, works.seed, from, to);
  return log;
}

/** The moments at which someone set a machine's counters back to 0. */
function tellRestarts(log: TruthLog, machine: CycleMachine, from: number, to: number): void {
  const { id, calendar, countersRestart } = machine.parameters;
  for (let day = productionDay(calendar, from) + 1; startOfDay(calendar, day) < to; day++) {
    if (startOfPeriod(day, countersRestart) !== day) continue;
    const time = startOfDay(calendar, day);
    const told = {
      fault: 'counter-reset',
      series: id,
      from: time,
      to: time,
      detail: countersRestart,
    } as const;
    log.tell({ kind: 'planted', ...told });
  }
}
