import type { Calendar } from '../../blocks/calendar.ts';
import { type RadioParameters, radioReaches, signalStrength, spellIsLost } from '../../blocks/radio.ts';
import { type Chance, chance } from '../../chance.ts';
import type { PlantedFault, TruthLog } from '../../truth-log.ts';
import type { SimulatedDevice } from '../device.ts';
import { hallTemperature } from '../hall.ts';
import { measured, type SignalValue, type Words } from '../signal.ts';

export const radio: RadioParameters = { spellMs: 420_000, lostSpells: 0.14, lostTelegrams: 0.02 };

/** What a DS18B20 answers when its wire is loose; far outside the sensor's range. */
const LOOSE_WIRE = -127;

/** A battery thermometer in the store room that comes and goes, over MQTT through a radio gateway. */
export function radioThermometer(calendar: Calendar, seed: number): SimulatedDevice {
  const reception = chance(seed, 'radio');
  const noise = chance(seed, 'radio-noise');
  const loose = chance(seed, 'loose-wire');
  const hall = hallTemperature(calendar, seed);
  const sent = (key: string, name: Words, unit: string, decimals: number, at: (time: number) => number) => {
    const signal = measured({ key, name, unit, everyMs: 10_000, decimals }, at);
    const heard = (time: number): SignalValue | undefined =>
      radioReaches(radio, time, reception) ? signal.at(time) : undefined;
    return { ...signal, at: heard };
  };
  return {
    key: 'radio-thermometer',
    asset: {
      key: 'store-room',
      name: { ja: '材料倉庫', en: 'Material store' },
      kind: 'room',
      place: { ja: '倉庫', en: 'Store' },
    },
    name: { ja: '無線温湿度計', en: 'Radio thermometer' },
    way: 'mqtt',
    profile: { maker: 'Musubi Works', model: 'RT-1' },
    silentAfterMs: 60_000,
    signals: [
      {
        ...sent('temperature', { ja: '温度', en: 'Temperature' }, '°C', 1, (time) =>
          isLoose(time) ? LOOSE_WIRE : hall(time) - 2.5 + 0.1 * noise.normal(time),
        ),
        normal: { low: 5, high: 32 },
        range: { low: -40, high: 85 },
      },
      {
        ...sent('humidity', { ja: '湿度', en: 'Humidity' }, '%', 0, (time) =>
          Math.min(95, 118 - 3.1 * hall(time) + 2 * noise.normal(Math.floor(time / 600_000))),
        ),
        normal: { low: 30, high: 75 },
        range: { low: 0, high: 100 },
      },
      {
        ...sent('signal', { ja: '電波強度', en: 'Signal strength' }, 'dBm', 0, (time) =>
          signalStrength(radio, time, reception),
        ),
        normal: { low: -85, high: -40 },
      },
    ],
  };

  function isLoose(time: number): boolean {
    return wireIsLoose(loose, Math.floor(time / LOOSE_MS));
  }
}

const LOOSE_MS = 20_000;

/** A spell of some seconds every few hours. */
function wireIsLoose(loose: Chance, spell: number): boolean {
  return loose.uniform(spell) < 0.0015;
}

/** Tells the spells without reception and with a loose wire that touch [from, to). */
export function tellRadioTruth(truth: TruthLog, seed: number, from: number, to: number): void {
  const reception = chance(seed, 'radio');
  const loose = chance(seed, 'loose-wire');
  const tell = (fault: PlantedFault, series: string, spellMs: number, ill: (spell: number) => boolean) => {
    for (let spell = Math.floor(from / spellMs); spell * spellMs < to; spell++) {
      if (!ill(spell)) continue;
      const span = { from: spell * spellMs, to: (spell + 1) * spellMs };
      truth.tell({ kind: 'planted', fault, series, ...span, detail: 'radio-thermometer' });
    }
  };
  tell('radio-loss', '', radio.spellMs, (spell) => spellIsLost(radio, spell, reception));
  tell('spike', 'temperature', LOOSE_MS, (spell) => wireIsLoose(loose, spell));
}
