import { qualityName } from '@musubi/schema';
import { Link } from '@tanstack/react-router';
import { useSpoken } from '../../i18n/use-words.ts';
import { qualityLook } from '../../parts/looks.ts';
import { type Bounds, newestReading } from '../../parts/reading.ts';
import { ShownValue } from '../../parts/shown-value.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Trend, type TrendPoint } from '../../parts/trend.tsx';
import { useLive } from '../../parts/use-live.ts';
import { useNow } from '../../parts/use-now.ts';
import type { MachineValue } from './need.ts';

interface Props {
  value: MachineValue;
  span: { trends: ReadonlyMap<string, TrendPoint[]>; from: number; to: number };
}

/** One live value in the table of a machine. */
export function LiveRow({ value, span }: Props) {
  const { words, formats } = useSpoken();
  const now = useNow();
  const { series } = value;
  const reading = newestReading(value, useLive(series.number));
  const look = reading && qualityLook(reading.quality);
  const { machines: w } = words;
  const word = reading ? words.states.quality[qualityName(reading.quality)] : words.states.unknown;
  return (
    <tr>
      <th scope="row">{series.name}</th>
      <td className="number" data-label={w.value}>
        <ShownValue series={series} reading={reading} isOld={value.stale && reading?.time === value.time} />
      </td>
      <td data-label={w.normal} data-dull={series.normal === undefined}>
        <BandText bounds={series.normal ?? {}} unit={series.unit} />
      </td>
      <td data-label={w.lastHour} className="min-w-28">
        {series.kind === 'number' && (
          <Trend
            points={span.trends.get(series.id) ?? []}
            from={span.from}
            to={span.to}
            normal={series.normal}
            label={w.trendOf(series.name)}
          />
        )}
      </td>
      <td className="number" data-label={w.age}>
        {reading ? formats.duration(now - reading.time) : words.acts.none}
      </td>
      <td data-label={w.quality} data-dull={reading !== undefined && look === undefined}>
        {look ? <StateMark look={look} word={word} /> : word}
      </td>
      <td>
        <Link to="/explore" search={{ items: series.id }} className="button button-quiet button-small">
          {w.exploreThis}
          <span className="visually-hidden"> {series.name}</span>
        </Link>
      </td>
    </tr>
  );
}

function BandText({ bounds, unit }: { bounds: Bounds; unit: string }) {
  const { words, formats } = useSpoken();
  const { low, high } = bounds;
  if (low === undefined && high === undefined) return words.acts.none;
  const text =
    low !== undefined && high !== undefined
      ? words.machines.normalBand(formats.number(low), formats.number(high))
      : low !== undefined
        ? words.machines.normalAbove(formats.number(low))
        : words.machines.normalBelow(formats.number(high ?? 0));
  return (
    <span>
      {text}
      <span className="unit">{unit}</span>
    </span>
  );
}
