import type { SeriesHint } from '@musubi/collect';
import type { PlannedSeries } from '@musubi/world';

/** What a planned series tells the directory at its registration. */
export function hintOf(series: PlannedSeries): SeriesHint {
  const { kind, unit, name, expectedEveryMs, isCounter } = series;
  return {
    kind,
    unit,
    name,
    ...(expectedEveryMs === undefined ? {} : { expectedEveryMs }),
    ...(isCounter === undefined ? {} : { isCounter }),
  };
}
