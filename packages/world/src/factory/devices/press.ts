import { currentAt } from '../../blocks/current-clamp.ts';
import type { CycleMachine } from '../../blocks/cycle-machine.ts';
import { commonConvention, type Lamp } from '../../blocks/signal-tower.ts';
import { chance } from '../../chance.ts';
import type { SimulatedDevice } from '../device.ts';
import { measured, type Signal, told, type Words } from '../signal.ts';

const clamp = { standby: 6, load: 30, inrush: 55, noise: 0.6, profile: [0.5, 0.6, 1, 0.8, 0.5] };

/** プレス3号機: an old machine without any signal; lamp sensors, a clamp and a shot counter, over MQTT. */
export function press(machine: CycleMachine, seed: number): SimulatedDevice {
  const noise = chance(seed, 'press-current');
  const force = chance(seed, 'press-force');
  const lamp = (key: string, name: Words, color: Lamp['color']): Signal =>
    told({ key, name, kind: 'boolean' }, machine, (time) =>
      commonConvention[machine.at(time).state].some((lit) => lit.color === color),
    );
  return {
    key: 'press',
    asset: {
      key: 'press',
      name: { ja: 'プレス3号機', en: 'Press 3' },
      kind: 'machine',
      place: { ja: 'プレス', en: 'Press shop' },
    },
    name: { ja: 'プレス3号機 後付けセンサ', en: 'Press 3 retrofit box' },
    way: 'mqtt',
    profile: { maker: 'Musubi Works', model: 'RB-5' },
    silentAfterMs: 30_000,
    signals: [
      lamp('lamp_red', { ja: '信号灯 赤', en: 'Lamp red' }, 'Red'),
      lamp('lamp_yellow', { ja: '信号灯 黄', en: 'Lamp yellow' }, 'Yellow'),
      lamp('lamp_green', { ja: '信号灯 緑', en: 'Lamp green' }, 'Green'),
      measured(
        {
          key: 'current',
          name: { ja: '電流', en: 'Current' },
          unit: 'A',
          everyMs: 2_000,
          decimals: 1,
          normal: { low: 0, high: 48 },
          range: { low: 0, high: 300 },
        },
        (time) => currentAt(clamp, machine.at(time), time, noise),
      ),
      measured(
        {
          key: 'force',
          name: { ja: '加圧力', en: 'Press force' },
          unit: 'kN',
          everyMs: 2_000,
          decimals: 0,
          normal: { low: 0, high: 640 },
          range: { low: 0, high: 1_000 },
        },
        (time) => {
          const { state, wear } = machine.at(time);
          return state === 'run' ? 560 + 25 * wear + 9 * force.normal(time) : 0;
        },
      ),
      measured(
        {
          key: 'shots',
          name: { ja: 'ショット数', en: 'Shots' },
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
