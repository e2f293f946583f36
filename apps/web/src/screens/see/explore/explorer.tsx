import type { Series } from '@musubi/schema';
import { type Dispatch, type SetStateAction, useMemo, useState } from 'react';
import { useSpoken } from '../../../i18n/use-words.ts';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/page.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useApi } from '../../../parts/use-api.ts';
import { liveChannel, useLive, useShown } from '../../../parts/use-live.ts';
import { Skeleton } from '../../../parts/waiting.tsx';
import { Chart } from './chart.tsx';
import { ExportLinks } from './export-links.tsx';
import { LineageDialog } from './lineage-dialog.tsx';
import { drawn, nearest, withLive } from './lines.ts';
import { ReadOut } from './read-out.tsx';
import { TableView } from './table-view.tsx';
import { asked, edgesOf, moved, spanned, type TimeWindow, zoomed } from './time-window.ts';
import { Toolbar } from './toolbar.tsx';

interface Props {
  series: readonly Series[];
  machineOf: (seriesId: string) => string;
  window: TimeWindow;
  now: number;
  onWindow: Dispatch<SetStateAction<TimeWindow>>;
  onRemove: (seriesId: string) => void;
}

/** More points than pixels would only cost. */
const BUCKETS = 900;

export function Explorer({ series, machineOf, window, now, onWindow, onRemove }: Props) {
  const { words, formats } = useSpoken();
  const w = words.explore;
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const [cursor, setCursor] = useState<number>();
  const [chosen, setChosen] = useState<number>();
  const [origin, setOrigin] = useState<{ series: Series; time: number; bucketMs: number }>();
  const ids = useMemo(() => series.map(({ id }) => id), [series]);
  const isLive = window.to === undefined;
  useShown(isLive ? ids : []);
  const newest = useLive(isLive ? (series[0]?.number ?? 0) : 0);
  const query = useApi(
    'queryReadings',
    { seriesIds: ids, ...asked(window, now), buckets: BUCKETS },
    { keepPrevious: true },
  );
  const { data } = query;
  const lines = useMemo(
    () =>
      new Map(
        series.map((one) => {
          const line = data?.series.find(({ seriesId }) => seriesId === one.id);
          const base = line
            ? drawn(line, data!.bucketMs, one.expectedEveryMs)
            : { time: [], min: [], max: [], mean: [] };
          // The newest live value is a reason to draw anew, the remembered ones are what is drawn.
          const live = isLive && newest ? liveChannel.recent(one.number) : [];
          return [one.id, withLive(base, live, data?.bucketMs ?? 0)];
        }),
      ),
    [series, data, isLive, newest],
  );
  const { from, to } = edgesOf(window, now);
  const move = (share: number) => onWindow((before) => moved(before, share, now));
  const zoom = (factor: number, place: number) => onWindow((before) => zoomed(before, factor, place, now));
  // Between two readings nothing was measured: the nearest one is meant.
  const openOrigin = (one: Series, moment: number) => {
    const times = data?.series.find(({ seriesId }) => seriesId === one.id)?.time ?? [];
    const time = times[nearest(times, moment)] ?? moment;
    setOrigin({ series: one, time, bucketMs: data?.bucketMs ?? 1 });
  };
  const isEmpty = data?.series.every(({ time }) => !time.some((at) => at >= from && at <= to)) ?? false;
  const at = cursor ?? chosen ?? Math.min(to, newestTime(data, to));
  const names = series.map(({ name }) => name).join(', ');
  return (
    <>
      <Toolbar
        window={window}
        view={view}
        onSpan={(span) => onWindow((before) => spanned(before, span))}
        onMove={move}
        onZoom={(factor) => zoom(factor, 0.5)}
        onNow={() => onWindow(({ span }) => ({ span }))}
        onView={setView}
      />
      <Trouble error={query.error} retry={() => void query.refetch()} />
      {!data ? (
        !query.error && <Skeleton rows={1} tall />
      ) : (
        <div id="read-out" className="sheet">
          {view === 'chart' && (
            <ReadOut
              series={series}
              machineOf={machineOf}
              answer={data}
              at={at}
              isChosen={chosen !== undefined}
              onRemove={onRemove}
              onOrigin={openOrigin}
            />
          )}
          {isEmpty && <NoReadings onNow={() => onWindow(({ span }) => ({ span }))} isLive={isLive} />}
          {view === 'table' ? (
            <TableView series={series} answer={data} from={from} to={to} />
          ) : (
            <Chart
              series={series}
              answer={data}
              lines={lines}
              from={from}
              to={to}
              cursor={cursor}
              chosen={chosen}
              label={w.chartLabel(names, `${formats.dateTime(from)} – ${formats.dateTime(to)}`)}
              onZoom={zoom}
              onMove={move}
              onCursor={setCursor}
              onChoose={setChosen}
              onOrigin={() => series[0] && openOrigin(series[0], at)}
            />
          )}
          <p className="field-help mt-2">
            {w.drawnFrom(w.grain[data.grain], formats.duration(Math.max(data.bucketMs, 1_000)))}
            {data.truncated && ` ${w.truncated}`}
          </p>
        </div>
      )}
      <ExportLinks seriesIds={ids} from={from} to={to} />
      <LineageDialog point={origin} onClose={() => setOrigin(undefined)} />
    </>
  );
}

function newestTime(data: { series: { time: number[] }[] } | undefined, to: number): number {
  const newest = Math.max(...(data?.series.map(({ time }) => time.at(-1) ?? 0) ?? [0]));
  return newest > 0 ? newest : to;
}

function NoReadings(props: { isLive: boolean; onNow: () => void }) {
  const { words } = useSpoken();
  return (
    <Empty title={words.explore.emptyTitle} why={words.explore.emptyWhy}>
      {!props.isLive && <Button onPress={props.onNow}>{words.explore.toLatest}</Button>}
    </Empty>
  );
}
