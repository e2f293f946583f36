import type { Series } from '@musubi/schema';
import { useMemo, useState } from 'react';
import { useSpoken } from '../../../i18n/use-words.ts';
import { Button } from '../../../parts/button.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { asTsv } from '../../../parts/copy-text.ts';
import type { Answer } from './lines.ts';
import { useStateName } from './strip.tsx';

const STEP = 200;

interface Props {
  series: readonly Series[];
  answer: Answer;
  from: number;
  to: number;
}

/** What the chart draws, as a table: one row per point in time, newest first, mean with minimum and maximum. */
export function TableView({ series, answer, from, to }: Props) {
  const { words, formats } = useSpoken();
  const nameOf = useStateName();
  const [most, setMost] = useState(STEP);
  const rows = useMemo(() => {
    const lines = series.map(({ id }) => answer.series.find(({ seriesId }) => seriesId === id));
    const places = lines.map((line) => new Map(line?.time.map((time, i) => [time, i])));
    const times = new Set(lines.flatMap((line) => line?.time ?? []));
    return [...times]
      .filter((time) => time >= from && time <= to)
      .toSorted((a, b) => b - a)
      .map((time) => ({ time, at: places.map((place) => place.get(time)) }));
  }, [series, answer, from, to]);
  const lines = series.map(({ id }) => answer.series.find(({ seriesId }) => seriesId === id));
  const cell = (i: number, at: number | undefined) => {
    const line = lines[i];
    const one = series[i];
    if (!line || !one || at === undefined) return '';
    if (one.kind !== 'number') return nameOf(one)(line, at) ?? words.states.unknown;
    const mean = line.mean[at];
    if (mean === null || mean === undefined) return words.explore.noReading;
    const [min, max] = [line.min[at], line.max[at]];
    const spread = typeof min === 'number' && typeof max === 'number' && min !== max;
    return spread
      ? `${formats.number(mean)} (${formats.number(min)} – ${formats.number(max)})`
      : formats.number(mean);
  };
  const head = [words.explore.time, ...series.map(({ name, unit }) => (unit ? `${name} (${unit})` : name))];
  return (
    <div>
      <div className="table-wrap max-h-[70dvh] overflow-y-auto">
        <table className="table">
          <caption className="visually-hidden">{words.explore.asTable}</caption>
          <thead>
            <tr>
              {head.map((name, i) => (
                <th
                  key={name}
                  scope="col"
                  className={i > 0 ? 'number sticky top-0 bg-sheet' : 'sticky top-0 bg-sheet'}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ time, at }) => (
              <tr key={time}>
                <th scope="row" className="whitespace-nowrap !font-normal">
                  {formats.dateTime(time, true)}
                </th>
                {series.map((one, i) => (
                  <td key={one.id} className="number">
                    {cell(i, at[i])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-foot">
        <span>{words.acts.rows(rows.length)}</span>
        <span className="buttons">
          {rows.length > most && (
            <Button small onPress={() => setMost(most + STEP)}>
              {words.acts.showMore(Math.min(STEP, rows.length - most))}
            </Button>
          )}
          <CopyButton
            label={words.acts.copyTable}
            text={() =>
              asTsv([
                head,
                ...rows.map(({ time, at }) => [
                  formats.dateTime(time, true),
                  ...series.map((_, i) => cell(i, at[i])),
                ]),
              ])
            }
          />
        </span>
      </div>
    </div>
  );
}
