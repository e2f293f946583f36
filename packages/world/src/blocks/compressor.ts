import type { Chance } from '../chance.ts';
import { type Calendar, localHour } from './calendar.ts';

export interface CompressorParameters {
  /** MPa at which it loads and unloads. */
  loadAt: number;
  unloadAt: number;
  /** kW loaded and unloaded. */
  loadedKw: number;
  unloadedKw: number;
}

export interface CompressorMoment {
  pressure: number;
  loaded: boolean;
  /** Share of full delivery that the hall draws, 0-1. */
  demand: number;
}

/** Demand holds for one block; blocks hold whole load cycles, so the pressure has no jump between them. */
const BLOCK_MS = 600_000;

/** Share of full delivery drawn in the block of `time`: high by day, lower at night and in the noon break. */
export function airDemand(calendar: Calendar, time: number, chance: Chance): number {
  const block = Math.floor(time / BLOCK_MS);
  const hour = localHour(calendar, block * BLOCK_MS);
  const base = hour >= 8 && hour < 20 ? (hour >= 12 && hour < 13 ? 0.35 : 0.7) : 0.5;
  return Math.min(0.92, Math.max(0.15, base + 0.07 * chance.normal(block)));
}

/** A load/unload compressor: pressure rises while loaded, falls while unloaded. */
export function compressorAt(
  parameters: CompressorParameters,
  calendar: Calendar,
  time: number,
  chance: Chance,
): CompressorMoment {
  const demand = airDemand(calendar, time, chance);
  // A receiver empties fastest at high demand and fills fastest at low: the cycle is shortest at one half.
  const cycles = Math.max(4, Math.round(40 * demand * (1 - demand)));
  const length = BLOCK_MS / cycles;
  const phase = (time - Math.floor(time / length) * length) / length;
  const { loadAt, unloadAt } = parameters;
  const loaded = phase < demand;
  const filled = loaded ? phase / demand : (1 - phase) / (1 - demand);
  return { pressure: loadAt + (unloadAt - loadAt) * filled, loaded, demand };
}

/** kWh used between the start of the block of `from` and that of `to`, summed by whole blocks. */
export function compressorEnergy(
  parameters: CompressorParameters,
  calendar: Calendar,
  from: number,
  to: number,
  chance: Chance,
): number {
  let kwh = 0;
  for (let block = Math.floor(from / BLOCK_MS); block < Math.floor(to / BLOCK_MS); block++) {
    kwh += meanKw(parameters, airDemand(calendar, block * BLOCK_MS, chance)) * (BLOCK_MS / 3_600_000);
  }
  return kwh;
}

/** kWh used from the start of the block of `time` to `time`, exact by load cycle. */
export function energyInBlock(
  parameters: CompressorParameters,
  calendar: Calendar,
  time: number,
  chance: Chance,
): number {
  const demand = airDemand(calendar, time, chance);
  const cycles = Math.max(4, Math.round(40 * demand * (1 - demand)));
  const length = BLOCK_MS / cycles;
  const since = time - Math.floor(time / BLOCK_MS) * BLOCK_MS;
  const whole = Math.floor(since / length) * length;
  const rest = since - whole;
  const loaded = Math.min(rest, demand * length);
  const kwMs =
    meanKw(parameters, demand) * whole +
    parameters.loadedKw * loaded +
    parameters.unloadedKw * (rest - loaded);
  return kwMs / 3_600_000;
}

function meanKw(parameters: CompressorParameters, demand: number): number {
  return parameters.loadedKw * demand + parameters.unloadedKw * (1 - demand);
}
