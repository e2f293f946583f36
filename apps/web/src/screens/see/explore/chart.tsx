import 'uplot/dist/uPlot.min.css';
import './chart.css';
import type { Series } from '@musubi/schema';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useSpoken } from '../../../i18n/use-words.ts';
import { type Answer, type DrawnLine, nearest, panesOf } from './lines.ts';
import { Pane } from './pane.tsx';
import { PLOT_LEFT, PLOT_RIGHT } from './plot-options.ts';
import { Strip } from './strip.tsx';
import { useGestures } from './use-gestures.ts';

interface Props {
  series: readonly Series[];
  answer: Answer;
  lines: ReadonlyMap<string, DrawnLine>;
  from: number;
  to: number;
  /** The time under the cursor, and the one that was chosen. */
  cursor: number | undefined;
  chosen: number | undefined;
  label: string;
  onZoom: (factor: number, place: number) => void;
  onMove: (share: number) => void;
  onCursor: (time: number | undefined) => void;
  onChoose: (time: number) => void;
  onOrigin: () => void;
}

/** All panes and strips over one time axis, with one cursor through them. */
export function Chart(props: Props) {
  const { words } = useSpoken();
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const { panes, strips } = panesOf(props.series);
  const { from, to } = props;
  const timeAt = (place: number) => from + place * (to - from);
  useGestures(area, {
    zoom: props.onZoom,
    move: props.onMove,
    point: (place) => props.onCursor(place === undefined ? undefined : timeAt(place)),
    choose: (place) => props.onChoose(timeAt(place)),
  });
  const height = panes.length === 1 ? (width < 500 ? 240 : 340) : panes.length === 2 ? 220 : 170;
  return (
    <>
      <div
        ref={area}
        className="chart"
        role="img"
        aria-label={props.label}
        // A picture that answers to the arrow keys must be reachable by them.
        {...{ tabIndex: 0 }}
        onKeyDown={(event) => onKey(event, props)}
      >
        {panes.map((pane, i) => (
          <div key={pane.series.map(({ id }) => id).join('~')}>
            <p className="pane-unit">{pane.unit}</p>
            <Pane
              pane={pane}
              lines={props.lines}
              from={from}
              to={to}
              width={width}
              height={height}
              named={i === panes.length - 1}
            />
          </div>
        ))}
        {strips.map((series) => (
          <Strip
            key={series.id}
            series={series}
            line={props.answer.series.find(({ seriesId }) => seriesId === series.id)}
            from={from}
            to={to}
          />
        ))}
        <Hair time={props.chosen} from={from} to={to} kind="chosen" />
        <Hair time={props.cursor} from={from} to={to} kind="cursor" />
      </div>
      <p className="field-help no-print mt-2">{words.explore.chartHint}</p>
    </>
  );
}

function Hair(props: { time: number | undefined; from: number; to: number; kind: 'chosen' | 'cursor' }) {
  if (props.time === undefined || props.time < props.from || props.time > props.to) return null;
  const place = (props.time - props.from) / (props.to - props.from);
  const left = `calc(${PLOT_LEFT}px + ${place} * (100% - ${PLOT_LEFT + PLOT_RIGHT}px))`;
  return <span className="hair" data-kind={props.kind} style={{ left }} />;
}

function useWidth(area: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [area]);
  return width;
}

/** The time of the bucket before or after the cursor, of whichever line is there. */
function stepTime(props: Props, step: 1 | -1): number {
  const times = props.answer.series[0]?.time ?? [];
  const from = props.cursor ?? props.chosen ?? (props.from + props.to) / 2;
  const at = nearest(times, from) + step;
  return Math.min(props.to, Math.max(props.from, times[at] ?? from));
}

/** What a key does on the chart; keys it does not know are left to the page. */
function keyAct(event: KeyboardEvent, props: Props): (() => void) | undefined {
  switch (event.key) {
    case 'ArrowLeft':
      return () => (event.shiftKey ? props.onMove(-0.25) : props.onCursor(stepTime(props, -1)));
    case 'ArrowRight':
      return () => (event.shiftKey ? props.onMove(0.25) : props.onCursor(stepTime(props, 1)));
    case 'Home':
      return () => props.onCursor(props.from);
    case 'End':
      return () => props.onCursor(props.to);
    case 'PageUp':
      return () => props.onMove(-1);
    case 'PageDown':
      return () => props.onMove(1);
    // The plus of a Japanese keyboard needs Shift; its key alone is a semicolon.
    case '+':
    case ';':
      return () => props.onZoom(0.5, 0.5);
    case '-':
      return () => props.onZoom(2, 0.5);
    case 'Enter':
      return props.onOrigin;
    case ' ':
      return () => props.cursor !== undefined && props.onChoose(props.cursor);
    default:
      return undefined;
  }
}

function onKey(event: KeyboardEvent, props: Props): void {
  const act = keyAct(event, props);
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}
