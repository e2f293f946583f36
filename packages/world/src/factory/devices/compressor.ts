import type { Calendar } from '../../blocks/calendar.ts';
import { type CompressorParameters, compressorAt } from '../../blocks/compressor.ts';
import { chance } from '../../chance.ts';
import type { SimulatedDevice } from '../device.ts';
import { hallTemperature } from '../hall.ts';
import { measured } from '../signal.ts';

export const air: CompressorParameters = { loadAt: 0.62, unloadAt: 0.71, loadedKw: 22, unloadedKw: 7.5 };

/** コンプレッサ: a data logger that drops a CSV file each minute. */
export function compressor(calendar: Calendar, seed: number): SimulatedDevice {
  const demand = chance(seed, 'air-demand');
  const noise = chance(seed, 'air-noise');
  const hall = hallTemperature(calendar, seed);
  const moment = (time: number) => compressorAt(air, calendar, time, demand);
  return {
    key: 'compressor',
    asset: {
      key: 'compressor',
      name: { ja: 'コンプレッサ', en: 'Compressor' },
      kind: 'machine',
      place: { ja: '動力室', en: 'Utility room' },
    },
    name: { ja: 'コンプレッサ データロガー', en: 'Compressor data logger' },
    way: 'file',
    profile: { maker: 'Musubi Works', model: 'DL-8' },
    silentAfterMs: 180_000,
    signals: [
      measured(
        {
          key: 'pressure',
          name: { ja: '圧縮空気圧力', en: 'Air pressure' },
          unit: 'MPa',
          everyMs: 5_000,
          decimals: 3,
          normal: { low: 0.58, high: 0.75 },
          range: { low: 0, high: 1.6 },
        },
        (time) => moment(time).pressure + 0.0015 * noise.normal(time),
      ),
      measured(
        {
          key: 'current',
          name: { ja: '電流', en: 'Current' },
          unit: 'A',
          everyMs: 5_000,
          decimals: 1,
          normal: { low: 0, high: 85 },
          range: { low: 0, high: 300 },
        },
        (time) => (moment(time).loaded ? 74 : 31) + 0.9 * noise.normal(time + 1e9),
      ),
      measured(
        {
          key: 'outlet_temperature',
          name: { ja: '吐出温度', en: 'Outlet temperature' },
          unit: '°C',
          everyMs: 5_000,
          decimals: 1,
          normal: { low: 40, high: 100 },
          range: { low: -40, high: 200 },
        },
        (time) => hall(time) + 42 + 18 * moment(time).demand + 0.3 * noise.normal(time + 2e9),
      ),
      measured(
        {
          key: 'loaded',
          name: { ja: 'ロード運転', en: 'Loaded' },
          unit: '',
          everyMs: 5_000,
          decimals: 0,
          range: { low: 0, high: 1 },
        },
        (time) => (moment(time).loaded ? 1 : 0),
      ),
    ],
  };
}
