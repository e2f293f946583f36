import type { Filter } from './filter.ts';
import { linearFilter } from './linear.ts';
import { conversion } from './units.ts';

/** Converts numbers from one unit to another of the same quantity. */
export function unitFilter(step: { from: string; to: string }): Filter {
  const { factor, offset } = conversion(step.from, step.to);
  return linearFilter(factor, offset);
}
