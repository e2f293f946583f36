import type { Series } from '@musubi/schema';
import type { CallOutput } from '../../client.ts';
import { judge, newestReading } from '../../parts/reading.ts';

export type Machine = CallOutput<'listMachines'>['machines'][number];
export type MachineValue = Machine['values'][number];

export function isOutside(value: MachineValue): boolean {
  return judge(value.series, newestReading(value, undefined)) === 'outside';
}

/** Machines by need: silent ones first, the longest first; then unusual values; then those that never spoke; the rest by name. */
export function byNeed(machines: readonly Machine[]): Machine[] {
  const urgency = (machine: Machine) => {
    if (machine.state === 'silent') return 0;
    if (machine.values.some(isOutside)) return 1;
    return machine.state === 'never' ? 2 : 3;
  };
  return machines.toSorted(
    (a, b) =>
      urgency(a) - urgency(b) ||
      (a.state === 'silent' ? (a.lastReadingAt ?? 0) - (b.lastReadingAt ?? 0) : 0) ||
      a.asset.name.localeCompare(b.asset.name, 'ja', { numeric: true }),
  );
}

/** How much a value tells at a glance: unusual first, then the state, then bounded quantities, then counts. */
function telling(value: MachineValue): number {
  const { series } = value;
  if (isOutside(value)) return 0;
  if (series.kind === 'state') return 1;
  if (series.kind === 'number' && hasBand(series)) return 2;
  if (series.kind === 'number' && series.unit !== '' && !series.isCounter) return 3;
  if (series.isCounter) return 4;
  return series.kind === 'number' || series.kind === 'boolean' ? 5 : 6;
}

function hasBand({ normal }: Series): boolean {
  return normal?.low !== undefined || normal?.high !== undefined;
}

/** The few values that a tile shows; those without any reading only when there is nothing better. */
export function mostTelling(values: readonly MachineValue[], count = 3): MachineValue[] {
  return values
    .toSorted(
      (a, b) =>
        Number(a.time === undefined) - Number(b.time === undefined) ||
        telling(a) - telling(b) ||
        a.series.number - b.series.number,
    )
    .slice(0, count);
}
