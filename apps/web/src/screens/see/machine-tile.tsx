import { Link } from '@tanstack/react-router';
import { useSpoken } from '../../i18n/use-words.ts';
import { machineLook } from '../../parts/looks.ts';
import { newestReading } from '../../parts/reading.ts';
import { ShownValue } from '../../parts/shown-value.tsx';
import { Simulated } from '../../parts/simulated.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Trend, type TrendPoint } from '../../parts/trend.tsx';
import { useLive } from '../../parts/use-live.ts';
import { useNow } from '../../parts/use-now.ts';
import { isOutside, type Machine, type MachineValue, mostTelling } from './need.ts';

interface Span {
  trends: ReadonlyMap<string, TrendPoint[]>;
  from: number;
  to: number;
}

/** One machine: its name, whether data comes, and the few values that tell most. */
export function MachineTile(props: { machine: Machine; span: Span }) {
  const { words, formats } = useSpoken();
  const { machine } = props;
  const now = useNow();
  const shown = mostTelling(machine.values);
  const rest = machine.values.length - shown.length;
  const since =
    machine.lastReadingAt === undefined ? undefined : formats.duration(now - machine.lastReadingAt);
  const needs = machine.state === 'silent' || machine.values.some(isOutside);
  return (
    <Link
      to="/machines/$assetId"
      params={{ assetId: machine.asset.id }}
      className="sheet machine-tile"
      data-needs={needs}
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="headline font-bold">
          {machine.asset.name} <Simulated when={machine.asset.simulated} />
        </span>
        <StateMark
          look={machineLook[machine.state]}
          word={
            machine.state === 'silent' && since
              ? `${words.states.machine.silent} ${since}`
              : words.states.machine[machine.state]
          }
        />
      </span>
      <span className="block">
        {shown.length === 0 && <span className="prose text-sm">{words.machines.noValues}</span>}
        {shown.map((value) => (
          <TileReading
            key={value.series.id}
            value={value}
            span={props.span}
            isOld={machine.state === 'silent'}
          />
        ))}
      </span>
      {rest > 0 && <span className="text-sm text-soft">{words.machines.more(rest)}</span>}
    </Link>
  );
}

function TileReading({ value, span, isOld }: { value: MachineValue; span: Span; isOld: boolean }) {
  const live = useLive(value.series.number);
  const reading = newestReading(value, live);
  const { series } = value;
  // A counter only climbs: its line would say nothing.
  const isLine = series.kind === 'number' && !series.isCounter;
  return (
    <span className="reading">
      <span className="reading-name">{series.name}</span>
      {isLine ? (
        <Trend
          points={span.trends.get(series.id) ?? []}
          from={span.from}
          to={span.to}
          normal={series.normal}
        />
      ) : (
        <span />
      )}
      <ShownValue series={series} reading={reading} isOld={isOld} />
    </span>
  );
}
