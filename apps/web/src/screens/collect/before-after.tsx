import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { formatNumber, formatTime } from '../../i18n/format.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { CHART_FONT, useInk } from '../see/explore/use-ink.ts';

interface Columns {
  time: number[];
  value: (number | null)[];
}

interface Props {
  before: Columns;
  after: Columns;
  label: string;
  unit: string;
}

/** What came and what is kept, in one picture: a grey line behind, the kept points in ink. */
export function BeforeAfter({ before, after, label, unit }: Props) {
  const { words } = useSpoken();
  const place = useRef<HTMLDivElement>(null);
  const ink = useInk();
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const axis = {
      stroke: ink.soft,
      grid: { stroke: ink.line, width: 1 },
      ticks: { show: false },
      font: CHART_FONT,
    };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: 260,
        ms: 1,
        cursor: { show: false },
        legend: { show: false },
        axes: [
          { ...axis, values: (_, marks) => marks.map((mark) => formatTime(mark, true)), space: 96 },
          { ...axis, size: 64, values: (_, marks) => marks.map(formatNumber) },
        ],
        series: [
          {},
          { stroke: ink.soft, width: 1, dash: [3, 2], points: { show: false } },
          { stroke: ink.second, width: 2, spanGaps: true, points: { show: true, size: 5, fill: ink.second } },
        ],
      },
      uPlot.join([
        [before.time, before.value],
        [after.time, after.value],
      ]),
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: 260 }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [before, after, ink]);
  return (
    <figure>
      <figcaption className="flex flex-wrap gap-x-5 text-sm text-soft">
        <span>
          <svg className="inline" width="28" height="8" aria-hidden="true">
            <line x2="28" y1="4" y2="4" stroke="currentColor" strokeDasharray="3 2" />
          </svg>{' '}
          {words.filters.before}
        </span>
        <span>
          <svg className="inline" width="28" height="8" aria-hidden="true">
            <line x2="28" y1="4" y2="4" stroke="var(--second)" strokeWidth="2" />
          </svg>{' '}
          {words.filters.after}
        </span>
        <span>{unit}</span>
      </figcaption>
      <div ref={place} role="img" aria-label={label} />
    </figure>
  );
}
