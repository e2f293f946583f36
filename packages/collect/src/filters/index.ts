import type { FilterName, FilterStep } from '@musubi/schema';
import { counterDeltaFilter } from './counter-delta.ts';
import { deadbandFilter } from './deadband.ts';
import { debounceFilter } from './debounce.ts';
import type { Filter, FilterContext } from './filter.ts';
import { maskFilter } from './mask.ts';
import { pseudonymiseFilter } from './pseudonymise.ts';
import { rangeFilter } from './range.ts';
import { resampleFilter } from './resample.ts';
import { scaleFilter } from './scale.ts';
import { spikeFilter } from './spike.ts';
import { swingingDoorFilter } from './swinging-door.ts';
import { timeRepairFilter } from './time-repair.ts';
import { unitFilter } from './unit.ts';
import { windowFeaturesFilter } from './window-features.ts';

type StepOf<Name extends FilterName> = Extract<FilterStep, { filter: Name }>;

/** Every filter by the name of its step. */
const FILTERS: { readonly [Name in FilterName]: (step: StepOf<Name>, context: FilterContext) => Filter } = {
  range: rangeFilter,
  deadband: deadbandFilter,
  'swinging-door': swingingDoorFilter,
  spike: spikeFilter,
  debounce: debounceFilter,
  resample: resampleFilter,
  unit: unitFilter,
  scale: scaleFilter,
  'counter-delta': counterDeltaFilter,
  'time-repair': timeRepairFilter,
  'window-features': windowFeaturesFilter,
  mask: maskFilter,
  pseudonymise: pseudonymiseFilter,
};

/** The filter of a step, as new. Refuses settings that make no sense (`filter.unit-unknown`, `filter.pattern-unsafe` …). */
export function createFilter(step: FilterStep, context: FilterContext): Filter {
  return (FILTERS[step.filter] as (step: FilterStep, context: FilterContext) => Filter)(step, context);
}

export type { Filter, FilterContext } from './filter.ts';
