import type { Filter } from './filter.ts';
import { linearFilter } from './linear.ts';

/** 4–20 mA to bar, pulses to litres: number × factor + offset. */
export function scaleFilter(step: { factor: number; offset: number }): Filter {
  return linearFilter(step.factor, step.offset);
}
