import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** The sizes of the published tables instead of the short ones. */
    full: { type: 'boolean', default: false },
    /** Readings stored before the start is timed. */
    readings: { type: 'string' },
  },
  strict: false,
});

export const askedClaims: readonly string[] = positionals;

export const isFull = values.full === true;

/** `--readings 100M`, `--readings 2500000`; `otherwise` when not given. */
export function askedReadings(otherwise: number): number {
  const text = values.readings;
  if (typeof text !== 'string') return otherwise;
  const [, amount, unit] = text.match(/^([\d.]+)([kM]?)$/) ?? [];
  return amount === undefined ? otherwise : Number(amount) * (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1);
}
