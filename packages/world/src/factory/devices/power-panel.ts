import { type Calendar, productionDay, startOfDay, startOfPeriod } from '../../blocks/calendar.ts';
import { compressorAt, compressorEnergy, energyInBlock } from '../../blocks/compressor.ts';
import { DaySums } from '../../blocks/day-sums.ts';
import { meterRegister, registerEnergy } from '../../blocks/power-meter.ts';
import { chance } from '../../chance.ts';
import type { SimulatedDevice } from '../device.ts';
import type { WorkingMachine } from '../machines.ts';
import { measured, type Signal } from '../signal.ts';
import { air } from './compressor.ts';

/** Light, offices and fans, kW. */
const BASE_KW = 6.5;
/** The meter behind its transformers: 0.01 kWh a step, ratio 40, six digits. */
export const panelMeter = { unit: 0.01, coefficient: 40, digits: 6 };

const fast = 2_000;
const slow = 10_000;

/** 受電盤: the main meter of the whole factory, over MQTT. */
export function powerPanel(
  machines: readonly WorkingMachine[],
  calendar: Calendar,
  seed: number,
): SimulatedDevice {
  const factory = factoryPower(machines, calendar, seed);
  const noise = chance(seed, 'panel');
  const volts = (time: number) =>
    203 + 1.6 * noise.normal(Math.floor(time / 60_000)) + 0.3 * noise.normal(time);
  const cosine = (time: number) => 0.9 + 0.03 * Math.sin(time / 1_700_000) + 0.004 * noise.normal(time + 1e9);
  const kw = (time: number) => factory.kw(time) * (1 + 0.012 * noise.normal(time + 2e9));
  const amperes = (time: number) => (kw(time) * 1_000) / (Math.sqrt(3) * volts(time) * cosine(time));
  const register = (time: number) => meterRegister(panelMeter, factory.kwh(time));
  return {
    key: 'power-panel',
    asset: {
      key: 'power-panel',
      name: { ja: '受電盤 (電力計)', en: 'Power intake (meter)' },
      kind: 'other',
      place: { ja: '電気室', en: 'Electrical room' },
    },
    name: { ja: '電力計', en: 'Power meter' },
    way: 'mqtt',
    profile: { maker: 'Musubi Works', model: 'PM-3' },
    silentAfterMs: 30_000,
    signals: [
      part('power', '有効電力', 'Active power', 'kW', fast, 2, kw, { low: 0, high: 95 }),
      part('current', '電流', 'Current', 'A', fast, 1, amperes, { low: 0, high: 320 }),
      part('voltage', '電圧', 'Voltage', 'V', slow, 1, volts, { low: 195, high: 211 }),
      part('power_factor', '力率', 'Power factor', '', slow, 3, cosine, { low: 0.85, high: 1 }),
      {
        ...part('register', '計器値', 'Meter register', '', slow, 0, register),
        isCounter: true,
        range: { low: 0, high: 999_999 },
      },
      {
        ...part('energy', '積算電力量', 'Energy', 'kWh', slow, 1, (time) =>
          registerEnergy(panelMeter, register(time)),
        ),
        isCounter: true,
      },
    ],
  };
}

/** True power and energy of the whole factory; energy counts from the start of the production year. */
export function factoryPower(machines: readonly WorkingMachine[], calendar: Calendar, seed: number) {
  const demand = chance(seed, 'air-demand');
  const airOfDays = new DaySums('year', (day) =>
    compressorEnergy(air, calendar, startOfDay(calendar, day), startOfDay(calendar, day + 1), demand),
  );
  return {
    kw: (time: number) =>
      machines.reduce((sum, { energy }) => sum + energy.kwAt(time), BASE_KW) +
      (compressorAt(air, calendar, time, demand).loaded ? air.loadedKw : air.unloadedKw),
    kwh: (time: number) => {
      const day = productionDay(calendar, time);
      const yearStart = startOfDay(calendar, startOfPeriod(day, 'year'));
      return (
        machines.reduce((sum, { energy }) => sum + energy.at(time), 0) +
        (BASE_KW * (time - yearStart)) / 3_600_000 +
        airOfDays.before(day) +
        compressorEnergy(air, calendar, startOfDay(calendar, day), time, demand) +
        energyInBlock(air, calendar, time, demand)
      );
    },
  };
}

function part(
  key: string,
  ja: string,
  en: string,
  unit: string,
  everyMs: number,
  decimals: number,
  at: (time: number) => number,
  normal?: { low: number; high: number },
): Signal {
  return measured({ key, name: { ja, en }, unit, everyMs, decimals, ...(normal ? { normal } : {}) }, at);
}
