import { qualityName, type Series } from '@musubi/schema';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../client.ts';
import { useSpoken } from '../../../i18n/use-words.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { useValueText } from '../../../parts/shown-value.tsx';
import { Simulated } from '../../../parts/simulated.tsx';
import { Waiting } from '../../../parts/waiting.tsx';
import { call } from '../../../session.ts';

interface Props {
  point: { series: Series; time: number; bucketMs: number } | undefined;
  onClose: () => void;
}

/** A point of the chart may stand for many readings: the first stored one at or after its time is asked for. */
async function readOrigin(point: NonNullable<Props['point']>, signal: AbortSignal) {
  const { series, time, bucketMs } = point;
  const raw = await call(
    'queryReadings',
    { seriesIds: [series.id], from: Math.floor(time), to: Math.ceil(time + Math.max(bucketMs, 1)), limit: 1 },
    { signal },
  );
  return call(
    'getLineage',
    { seriesId: series.id, time: raw.series[0]?.time[0] ?? Math.round(time) },
    { signal },
  );
}

/** «この点はどこから?»: from the value back to device, connection, filter version, delivery and file. */
export function LineageDialog({ point, onClose }: Props) {
  const { words } = useSpoken();
  const origin = useQuery({
    queryKey: ['origin', point?.series.id, point?.time],
    queryFn: ({ signal }) => readOrigin(point!, signal),
    enabled: point !== undefined,
  });
  return (
    <Dialog title={words.explore.lineageTitle} isOpen={point !== undefined} onClose={onClose} wide>
      <Waiting on={origin}>{(data) => <Origin data={data} />}</Waiting>
    </Dialog>
  );
}

function Origin({ data }: { data: CallOutput<'getLineage'> }) {
  const { words, formats } = useSpoken();
  const valueText = useValueText();
  const w = words.explore;
  const { reading, series, device, asset, connection, filterChain, batch, storedIn } = data;
  const unit = series.unit && reading.number !== null ? ` ${series.unit}` : '';
  const facts: [string, ReactNode][] = [
    [w.measuredAt, formats.dateTime(reading.time, true)],
    [
      w.arrivedAt,
      `${formats.dateTime(reading.received, true)} (${w.delay(formats.duration(reading.received - reading.time))})`,
    ],
    [words.machines.quality, words.states.quality[qualityName(reading.quality)]],
    ...(asset ? ([[w.machineLabel, asset.name]] as [string, ReactNode][]) : []),
    [
      w.device,
      <>
        {device.name} <Simulated when={device.simulated} /> <code>{device.address}</code>
      </>,
    ],
    [w.connection, connection ? `${connection.name} (${connection.connector})` : words.acts.none],
    [w.filter, filterChain ? w.filterVersion(filterChain.name, filterChain.version) : w.noFilter],
    [
      w.batch,
      batch
        ? w.batchOf(formats.count(batch.readings), formats.duration(batch.receivedTo - batch.receivedFrom))
        : words.acts.none,
    ],
    [w.storedIn, storedIn.place === 'hot' ? w.hot : w.segment],
    ...(storedIn.file ? ([['', <code key="file">{storedIn.file}</code>]] as [string, ReactNode][]) : []),
    ...(storedIn.sha256
      ? ([[w.hash, <code key="hash">{storedIn.sha256}</code>]] as [string, ReactNode][])
      : []),
  ];
  return (
    <>
      <p className="headline">
        {w.lineageSentence({
          value: `${valueText(series, { ...reading })}${unit}`,
          name: series.name,
          time: formats.dateTime(reading.time, true),
        })}
      </p>
      <dl className="facts">
        {facts.map(([name, fact]) => (
          <div key={`${name}-fact`} className="contents">
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
