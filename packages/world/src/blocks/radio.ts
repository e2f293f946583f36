import type { Chance } from '../chance.ts';

export interface RadioParameters {
  /** Length of a spell of good or bad reception, milliseconds. */
  spellMs: number;
  /** Share of spells in which nothing gets through. */
  lostSpells: number;
  /** Share of single telegrams lost in good spells. */
  lostTelegrams: number;
}

/** Whether a telegram sent at `time` reaches the receiver. */
export function radioReaches(parameters: RadioParameters, time: number, chance: Chance): boolean {
  if (spellIsLost(parameters, Math.floor(time / parameters.spellMs), chance)) return false;
  return chance.uniform(time + 1e12) >= parameters.lostTelegrams;
}

/** Whether nothing gets through in the whole of spell number `spell`. */
export function spellIsLost(parameters: RadioParameters, spell: number, chance: Chance): boolean {
  return chance.uniform(spell) < parameters.lostSpells;
}

/** Received signal strength, dBm: weak near the end of a good spell. */
export function signalStrength(parameters: RadioParameters, time: number, chance: Chance): number {
  const share = (time - Math.floor(time / parameters.spellMs) * parameters.spellMs) / parameters.spellMs;
  return Math.round(-62 - 18 * Math.abs(share - 0.5) + 2 * chance.normal(time + 2e12));
}
