import type { Calendar } from '../../blocks/calendar.ts';
import { currentAt } from '../../blocks/current-clamp.ts';
import type { CycleMachine } from '../../blocks/cycle-machine.ts';
import { commonConvention, towerColor } from '../../blocks/signal-tower.ts';
import { ThermalBody } from '../../blocks/thermal.ts';
import { vibrationAt } from '../../blocks/vibration.ts';
import { chance } from '../../chance.ts';
import type { SimulatedDevice } from '../device.ts';
import { hallTemperature } from '../hall.ts';
import { measured, told } from '../signal.ts';

const clamp = {
  standby: 3.2,
  load: 21,
  inrush: 26,
  noise: 0.25,
  profile: [0.2, 0.9, 1, 0.7, 0.95, 0.5, 0.6, 0.2],
};
const shaking = { running: 1.9, floor: 0.18, bearingLifeDays: 52, wornAdds: 3.4 };

/** マシニングセンタ2号機: a retrofit box with tower sensor, clamp, vibration and temperature, over MQTT. */
export function machiningCentre(machine: CycleMachine, calendar: Calendar, seed: number): SimulatedDevice {
  const noise = chance(seed, 'centre-current');
  const shake = chance(seed, 'centre-vibration');
  const warm = chance(seed, 'centre-temperature');
  const spindle = new ThermalBody(machine, {
    minutes: 38,
    riseOf: { run: 24, idle: 5, setup: 8, stop: 6, fault: 1 },
  });
  const hall = hallTemperature(calendar, seed);
  return {
    key: 'machining-centre',
    asset: {
      key: 'machining-centre',
      name: { ja: 'マシニングセンタ2号機', en: 'Machining centre 2' },
      kind: 'machine',
      place: { ja: '機械加工', en: 'Machining' },
    },
    name: { ja: 'マシニングセンタ2号機 後付けセンサ', en: 'Machining centre 2 retrofit box' },
    way: 'mqtt',
    profile: { maker: 'Musubi Works', model: 'RB-10' },
    silentAfterMs: 30_000,
    signals: [
      told(
        { key: 'state', name: { ja: '状態', en: 'State' }, kind: 'state' },
        machine,
        (time) => machine.at(time).state,
      ),
      told(
        { key: 'reason', name: { ja: '停止理由', en: 'Reason' }, kind: 'text' },
        machine,
        (time) => machine.at(time).reason,
      ),
      told(
        { key: 'lamp', name: { ja: '信号灯の色', en: 'Signal tower colour' }, kind: 'number' },
        machine,
        (time) => towerColor(commonConvention, machine.at(time).state),
      ),
      measured(
        {
          key: 'current',
          name: { ja: '電流', en: 'Current' },
          unit: 'A',
          everyMs: 2_000,
          decimals: 2,
          normal: { low: 0, high: 40 },
          range: { low: 0, high: 200 },
        },
        (time) => currentAt(clamp, machine.at(time), time, noise),
      ),
      measured(
        {
          key: 'spindle_temperature',
          name: { ja: '主軸温度', en: 'Spindle temperature' },
          unit: '°C',
          everyMs: 10_000,
          decimals: 1,
          normal: { low: 5, high: 60 },
          range: { low: -40, high: 150 },
        },
        (time) => hall(time) + spindle.riseAt(time) + 0.08 * warm.normal(time),
      ),
      measured(
        {
          key: 'vibration_rms',
          name: { ja: '振動 (RMS)', en: 'Vibration (RMS)' },
          unit: 'mm/s',
          everyMs: 2_000,
          decimals: 2,
          normal: { low: 0, high: 4.5 },
          range: { low: 0, high: 100 },
        },
        (time) => vibrationAt(shaking, machine.at(time), time, shake).rms,
      ),
      measured(
        {
          key: 'vibration_kurtosis',
          name: { ja: '振動 (尖度)', en: 'Vibration (kurtosis)' },
          unit: '',
          everyMs: 10_000,
          decimals: 2,
          normal: { low: 0, high: 6 },
        },
        (time) => vibrationAt(shaking, machine.at(time), time, shake).kurtosis,
      ),
      measured(
        {
          key: 'cycle_seconds',
          name: { ja: 'サイクルタイム', en: 'Cycle time' },
          unit: 's',
          everyMs: 10_000,
          decimals: 1,
          normal: { low: 270, high: 370 },
        },
        (time) => machine.at(time).lastCycleMs / 1_000 || undefined,
      ),
      measured(
        {
          key: 'good',
          name: { ja: '良品数', en: 'Good pieces' },
          unit: '',
          everyMs: 10_000,
          decimals: 0,
          isCounter: true,
        },
        (time) => machine.at(time).good,
      ),
      measured(
        {
          key: 'reject',
          name: { ja: '不良数', en: 'Rejects' },
          unit: '',
          everyMs: 10_000,
          decimals: 0,
          isCounter: true,
        },
        (time) => machine.at(time).reject,
      ),
    ],
  };
}
