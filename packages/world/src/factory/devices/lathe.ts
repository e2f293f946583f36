import { currentAt } from '../../blocks/current-clamp.ts';
import type { CycleMachine, MachineMoment } from '../../blocks/cycle-machine.ts';
import type { MachineState } from '../../blocks/machine-state.ts';
import { chance } from '../../chance.ts';
import type { SimulatedDevice } from '../device.ts';
import { measured, told } from '../signal.ts';

const EXECUTION: Readonly<Record<MachineState, string>> = {
  run: 'ACTIVE',
  idle: 'READY',
  setup: 'READY',
  stop: 'INTERRUPTED',
  fault: 'STOPPED',
};

const fullLoad = { low: 0, high: 200 };

/** NC旋盤1号機: an MTConnect adapter (SHDR), with the data item names of such machines. */
export function lathe(machine: CycleMachine, seed: number): SimulatedDevice {
  const load = (name: string, standby: number, height: number, profile: readonly number[]) => {
    const noise = chance(seed, `lathe-${name}`);
    const clamp = { standby, load: height, inrush: height * 0.6, noise: 1.1, profile };
    return (time: number) => currentAt(clamp, machine.at(time), time, noise);
  };
  const speedNoise = chance(seed, 'lathe-speed');
  return {
    key: 'lathe',
    asset: {
      key: 'lathe',
      name: { ja: 'NC旋盤1号機', en: 'NC lathe 1' },
      kind: 'machine',
      place: { ja: '機械加工', en: 'Machining' },
    },
    name: { ja: 'NC旋盤1号機 制御装置', en: 'NC lathe 1 control' },
    way: 'shdr',
    profile: { maker: 'Musubi Works', model: 'ML-200' },
    silentAfterMs: 30_000,
    signals: [
      told(
        { key: 'avail', name: { ja: '電源', en: 'Availability' }, kind: 'state' },
        machine,
        () => 'AVAILABLE',
      ),
      told({ key: 'mode', name: { ja: '運転モード', en: 'Mode' }, kind: 'state' }, machine, (time) =>
        machine.at(time).state === 'setup' ? 'MANUAL_DATA_INPUT' : 'AUTOMATIC',
      ),
      told(
        { key: 'execution', name: { ja: '実行状態', en: 'Execution' }, kind: 'state' },
        machine,
        (time) => EXECUTION[machine.at(time).state],
      ),
      told({ key: 'program', name: { ja: 'プログラム', en: 'Program' }, kind: 'text' }, machine, (time) =>
        programOf(machine.at(time)),
      ),
      told(
        { key: 'system', name: { ja: 'アラーム', en: 'System condition' }, kind: 'state' },
        machine,
        (time) => (machine.at(time).state === 'fault' ? 'FAULT' : 'NORMAL'),
      ),
      measured(
        {
          key: 'S1speed',
          name: { ja: '主軸回転数', en: 'Spindle speed' },
          unit: 'rpm',
          everyMs: 2_000,
          decimals: 0,
          normal: { low: 0, high: 3_200 },
        },
        (time) => spindleSpeed(machine.at(time), speedNoise.normal(time)),
      ),
      measured(
        {
          key: 'S1load',
          name: { ja: '主軸負荷', en: 'Spindle load' },
          unit: '%',
          everyMs: 2_000,
          decimals: 0,
          normal: { low: 0, high: 85 },
          range: fullLoad,
        },
        load('S1', 2, 62, [0.1, 0.9, 1, 0.95, 0.6, 0.65, 0.3, 0.1]),
      ),
      measured(
        {
          key: 'X1load',
          name: { ja: 'X軸負荷', en: 'X axis load' },
          unit: '%',
          everyMs: 2_000,
          decimals: 0,
          normal: { low: 0, high: 70 },
          range: fullLoad,
        },
        load('X1', 4, 30, [0.5, 0.2, 0.7, 0.3, 0.8, 0.2, 0.6, 0.4]),
      ),
      measured(
        {
          key: 'Z1load',
          name: { ja: 'Z軸負荷', en: 'Z axis load' },
          unit: '%',
          everyMs: 2_000,
          decimals: 0,
          normal: { low: 0, high: 70 },
          range: fullLoad,
        },
        load('Z1', 3, 36, [0.8, 0.5, 0.5, 0.6, 0.4, 0.4, 0.9, 0.5]),
      ),
      measured(
        {
          key: 'partcount',
          name: { ja: '加工数', en: 'Part count' },
          unit: '',
          everyMs: 10_000,
          decimals: 0,
          isCounter: true,
        },
        (time) => machine.at(time).good + machine.at(time).reject,
      ),
    ],
  };
}

/** Each lot has its program; a lot lasts from one tool change to the next. */
function programOf(moment: MachineMoment): string {
  const lot = moment.interval.cyclesBefore - (moment.interval.cyclesBefore % 180);
  return `O${1200 + ((lot / 180) % 7)}`;
}

function spindleSpeed(moment: MachineMoment, noise: number): number {
  if (moment.state !== 'run' || moment.phase > 0.93) return 0;
  return Math.max(0, (moment.phase < 0.55 ? 1_800 : 2_600) + 6 * noise);
}
