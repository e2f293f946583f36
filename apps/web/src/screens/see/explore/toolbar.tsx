import { useSpoken } from '../../../i18n/use-words.ts';
import { SPANS, type TimeWindow } from './time-window.ts';

interface Props {
  window: TimeWindow;
  view: 'chart' | 'table';
  onSpan: (span: number) => void;
  onMove: (share: number) => void;
  onZoom: (factor: number) => void;
  onNow: () => void;
  onView: (view: 'chart' | 'table') => void;
}

/** Every gesture of the chart as a button. */
export function Toolbar(props: Props) {
  const { words } = useSpoken();
  const w = words.explore;
  const isLive = props.window.to === undefined;
  return (
    <div className="toolbar no-print">
      <fieldset className="choice">
        <legend className="visually-hidden">{w.span}</legend>
        {Object.entries(SPANS).map(([name, span]) => (
          <button
            key={name}
            type="button"
            aria-pressed={props.window.span === span}
            onClick={() => props.onSpan(span)}
          >
            {w.spans[name as keyof typeof SPANS]}
          </button>
        ))}
      </fieldset>
      <fieldset className="choice">
        <legend className="visually-hidden">{w.time}</legend>
        <button type="button" aria-label={w.back} onClick={() => props.onMove(-0.5)}>
          ←
        </button>
        <button type="button" aria-label={w.zoomOut} onClick={() => props.onZoom(2)}>
          −
        </button>
        <button type="button" aria-label={w.zoomIn} onClick={() => props.onZoom(0.5)}>
          ＋
        </button>
        <button type="button" aria-label={w.forward} onClick={() => props.onMove(0.5)}>
          →
        </button>
        <button type="button" aria-pressed={isLive} onClick={props.onNow}>
          {isLive ? w.live : w.toNow}
        </button>
      </fieldset>
      <fieldset className="choice">
        <legend className="visually-hidden">{w.view}</legend>
        <button type="button" aria-pressed={props.view === 'chart'} onClick={() => props.onView('chart')}>
          {w.asChart}
        </button>
        <button type="button" aria-pressed={props.view === 'table'} onClick={() => props.onView('table')}>
          {w.asTable}
        </button>
      </fieldset>
    </div>
  );
}
