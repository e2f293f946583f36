import type { Calendar } from '../../blocks/calendar.ts';
import type { CycleMachine } from '../../blocks/cycle-machine.ts';
import { ThermalBody } from '../../blocks/thermal.ts';
import { chance } from '../../chance.ts';
import type { SimulatedDevice } from '../device.ts';
import { hallTemperature } from '../hall.ts';
import { measured, type Signal, told, type Words } from '../signal.ts';

/** 射出成形4号機: its control posts JSON over HTTP. */
export function moulding(machine: CycleMachine, calendar: Calendar, seed: number): SimulatedDevice {
  const hall = hallTemperature(calendar, seed);
  const pressure = chance(seed, 'moulding-pressure');
  const heated = (
    key: string,
    name: Words,
    rise: number,
    minutes: number,
    normal: { low: number; high: number },
  ): Signal => {
    const noise = chance(seed, `moulding-${key}`);
    const body = new ThermalBody(machine, {
      minutes,
      riseOf: { run: rise, idle: rise * 0.985, setup: rise * 0.97, stop: rise * 0.98, fault: rise * 0.9 },
    });
    return measured(
      { key, name, unit: '°C', everyMs: 10_000, decimals: 1, normal, range: { low: -40, high: 450 } },
      // The heater holds the barrel against the room, so little of the room's swing remains.
      (time) => 20 + 0.05 * (hall(time) - 20) + body.riseAt(time) + 0.25 * noise.normal(time),
    );
  };
  const count = (key: string, name: Words, at: (time: number) => number): Signal =>
    measured({ key, name, unit: '', everyMs: 10_000, decimals: 0, isCounter: true }, at);
  return {
    key: 'moulding',
    asset: {
      key: 'moulding',
      name: { ja: '射出成形4号機', en: 'Injection moulding 4' },
      kind: 'machine',
      place: { ja: '成形', en: 'Moulding' },
    },
    name: { ja: '射出成形4号機 制御装置', en: 'Injection moulding 4 control' },
    way: 'http',
    profile: { maker: 'Musubi Works', model: 'IM-130' },
    silentAfterMs: 30_000,
    signals: [
      told(
        { key: 'state', name: { ja: '状態', en: 'State' }, kind: 'state' },
        machine,
        (time) => machine.at(time).state,
      ),
      heated('barrel_1', { ja: 'シリンダ温度 1', en: 'Barrel zone 1' }, 186, 9, { low: 195, high: 212 }),
      heated('barrel_2', { ja: 'シリンダ温度 2', en: 'Barrel zone 2' }, 198, 9, { low: 207, high: 224 }),
      heated('barrel_3', { ja: 'シリンダ温度 3', en: 'Barrel zone 3' }, 208, 9, { low: 217, high: 234 }),
      heated('mould', { ja: '金型温度', en: 'Mould temperature' }, 38, 16, { low: 50, high: 65 }),
      measured(
        {
          key: 'injection_pressure',
          name: { ja: '射出圧力', en: 'Injection pressure' },
          unit: 'MPa',
          everyMs: 2_000,
          decimals: 1,
          normal: { low: 0, high: 120 },
          range: { low: 0, high: 250 },
        },
        (time) => {
          const { state, phase } = machine.at(time);
          if (state !== 'run') return 0;
          // Filling, holding, then cooling without pressure.
          const shape = phase < 0.12 ? phase / 0.12 : phase < 0.3 ? 0.62 : 0;
          return Math.max(0, 98 * shape + (shape > 0 ? 1.4 * pressure.normal(time) : 0));
        },
      ),
      measured(
        {
          key: 'cycle_seconds',
          name: { ja: 'サイクルタイム', en: 'Cycle time' },
          unit: 's',
          everyMs: 10_000,
          decimals: 2,
          normal: { low: 26, high: 43 },
        },
        (time) => machine.at(time).lastCycleMs / 1_000 || undefined,
      ),
      count('good', { ja: '良品数', en: 'Good pieces' }, (time) => machine.at(time).good),
      count('reject', { ja: '不良数', en: 'Rejects' }, (time) => machine.at(time).reject),
    ],
  };
}
