import { useMemo } from 'react';
import { breaksBefore } from './gaps.ts';
import type { TrendPoint } from './trend.tsx';
import { useApi } from './use-api.ts';
import { useNow } from './use-now.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

interface Wanted {
  id: string;
  expectedEveryMs?: number | undefined;
}

/** The last hour of some series in 60 buckets, renewed every minute. */
export function useTrends(series: readonly Wanted[]) {
  const now = useNow(MINUTE);
  const to = Math.ceil(now / MINUTE) * MINUTE;
  const from = to - HOUR;
  const seriesIds = series.slice(0, 200).map(({ id }) => id);
  const { data } = useApi(
    'queryReadings',
    { seriesIds, from, to, buckets: 60 },
    { enabled: seriesIds.length > 0, keepPrevious: true },
  );
  const trends = useMemo(() => {
    const expected = new Map(series.map(({ id, expectedEveryMs }) => [id, expectedEveryMs]));
    const lines = new Map<string, TrendPoint[]>();
    for (const line of data?.series ?? []) {
      const points: TrendPoint[] = [];
      line.time.forEach((time, i) => {
        if (breaksBefore(line, i, data!.bucketMs, expected.get(line.seriesId)))
          points.push({ time, number: Number.NaN });
        points.push({ time, number: line.mean[i] ?? Number.NaN });
      });
      lines.set(line.seriesId, points);
    }
    return lines;
  }, [data, series]);
  return { trends, from, to };
}
