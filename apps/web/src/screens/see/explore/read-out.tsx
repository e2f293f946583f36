import type { Series } from '@musubi/schema';
import { useSpoken } from '../../../i18n/use-words.ts';
import { Button } from '../../../parts/button.tsx';
import { type Answer, nearest, panesOf } from './lines.ts';
import { useStateName } from './strip.tsx';
import { DASHES, type Ink, inkOf, useInk } from './use-ink.ts';

interface Props {
  series: readonly Series[];
  machineOf: (seriesId: string) => string;
  answer: Answer;
  /** The time under the cursor, else the chosen one, else the newest. */
  at: number;
  isChosen: boolean;
  onRemove: (seriesId: string) => void;
  onOrigin: (series: Series, time: number) => void;
}

/** The values at one moment, one row per item: the legend, the read-out and the way to the origin in one. */
export function ReadOut(props: Props) {
  const { words, formats } = useSpoken();
  const ink = useInk();
  const { panes } = panesOf(props.series);
  return (
    <section aria-label={words.explore.readout(formats.dateTime(props.at, true))} className="mb-3">
      <p className="text-sm text-soft figures" aria-live="polite">
        {words.explore.readout(formats.dateTime(props.at, true))}
      </p>
      <div className="readout">
        {props.series.map((series) => {
          const pane = panes.find((one) => one.series.includes(series));
          return (
            <Row
              key={series.id}
              {...props}
              one={series}
              swatch={
                pane ? <Swatch ink={ink} i={pane.series.indexOf(series)} /> : <span className="swatch" />
              }
            />
          );
        })}
      </div>
    </section>
  );
}

function Swatch({ ink, i }: { ink: Ink; i: number }) {
  return (
    <svg className="swatch" viewBox="0 0 28 12" aria-hidden="true">
      <line
        x1={0}
        x2={28}
        y1={6}
        y2={6}
        stroke={inkOf(ink, i)}
        strokeWidth={2}
        strokeDasharray={DASHES[i % 4]!.join(' ')}
      />
    </svg>
  );
}

function Row(props: Props & { one: Series; swatch: React.ReactNode }) {
  const { words, formats } = useSpoken();
  const nameOf = useStateName();
  const { one: series, answer } = props;
  const line = answer.series.find(({ seriesId }) => seriesId === series.id);
  const i = line ? nearest(line.time, props.at) : -1;
  const near =
    line && i >= 0 && Math.abs(line.time[i]! - props.at) <= reach(answer.bucketMs, series) ? i : -1;
  const time = near >= 0 ? line!.time[near]! : undefined;
  return (
    <div className="readout-row">
      {props.swatch}
      <span className="min-w-0 leading-tight">
        <span className="block truncate text-sm text-soft">{props.machineOf(series.id)}</span>
        <span className="block truncate">{series.name}</span>
      </span>
      <span className="text-end figures leading-tight">
        {line && near >= 0 ? (
          series.kind === 'number' ? (
            <>
              {line.mean[near] === null || line.mean[near] === undefined
                ? words.explore.noReading
                : formats.number(line.mean[near])}
              <span className="unit">{series.unit}</span>
              <Spread min={line.min[near]} max={line.max[near]} />
            </>
          ) : (
            (nameOf(series)(line, near) ?? words.states.unknown)
          )
        ) : (
          <span className="text-soft">{words.explore.noReading}</span>
        )}
      </span>
      <span className="flex no-print">
        {props.isChosen && time !== undefined && (
          <Button kind="quiet" small onPress={() => props.onOrigin(series, time)}>
            {words.explore.lineage}
          </Button>
        )}
        {props.series.length > 1 && !props.isChosen && (
          <Button
            kind="quiet"
            small
            aria-label={words.explore.removeItem(series.name)}
            onPress={() => props.onRemove(series.id)}
          >
            ×
          </Button>
        )}
      </span>
    </div>
  );
}

/** A reading counts for a moment within two buckets or two expected intervals; one on change holds for an hour. */
function reach(bucketMs: number, series: Series): number {
  return series.expectedEveryMs === undefined
    ? Math.max(bucketMs * 2, 3_600_000)
    : Math.max(bucketMs * 2, series.expectedEveryMs * 2);
}

function Spread({ min, max }: { min: number | null | undefined; max: number | null | undefined }) {
  const { formats } = useSpoken();
  if (typeof min !== 'number' || typeof max !== 'number' || min === max) return null;
  return (
    <span className="block text-xs text-soft">
      {formats.number(min)} – {formats.number(max)}
    </span>
  );
}
