import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useFormats } from '../../../i18n/use-words.ts';
import type { DrawnLine, Pane as PaneData } from './lines.ts';
import { plotOptions } from './plot-options.ts';
import { useInk } from './use-ink.ts';

interface Props {
  pane: PaneData;
  lines: ReadonlyMap<string, DrawnLine>;
  from: number;
  to: number;
  width: number;
  height: number;
  named: boolean;
}

const none: DrawnLine = { time: [], min: [], max: [], mean: [] };
const stepped = uPlot.paths.stepped!({ align: 1 });

function columns({ pane, lines }: Pick<Props, 'pane' | 'lines'>): uPlot.AlignedData {
  const tables = pane.series.map(({ id }): uPlot.AlignedData => {
    const line = lines.get(id) ?? none;
    return [line.time, line.min, line.max, line.mean];
  });
  return uPlot.join(tables);
}

/** One pane of the chart on a canvas; what it shows is said by the chart's label, the read-out and the table. */
export function Pane(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const ink = useInk();
  const formats = useFormats();
  const { pane, lines, from, to, width, height, named } = props;
  const key = pane.series.map(({ id, normal }) => `${id} ${normal?.low} ${normal?.high}`).join('~');
  const newest = useRef({ pane, lines, from, to });
  newest.current = { pane, lines, from, to };

  useEffect(() => {
    if (!place.current || width === 0 || key === '') return undefined;
    const now = newest.current;
    const made = new uPlot(
      plotOptions({ series: now.pane.series, ink, formats, width, height, named, stepped }),
      columns(now),
      place.current,
    );
    made.setScale('x', { min: now.from, max: now.to });
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [key, ink, formats, width, height, named]);

  useEffect(() => {
    plot.current?.setData(columns({ pane, lines }), false);
    plot.current?.setScale('x', { min: from, max: to });
  }, [pane, lines, from, to]);

  return <div ref={place} aria-hidden="true" />;
}
