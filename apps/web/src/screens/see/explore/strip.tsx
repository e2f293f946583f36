import type { Series } from '@musubi/schema';
import { useSpoken } from '../../../i18n/use-words.ts';
import { stateName } from '../../../parts/state-name.ts';
import { type Line, type Segment, segmentsOf } from './lines.ts';

interface Props {
  series: Series;
  line: Line | undefined;
  from: number;
  to: number;
}

const TINTS = 6;

/** The words of a strip's stretches, by the kind of its series. */
export function useStateName() {
  const { words } = useSpoken();
  return (series: Series) =>
    (line: Line, i: number): string | undefined => {
      const text = line.text[i];
      if (text !== null && text !== undefined)
        return series.kind === 'state' ? stateName(words.states.known, text) : text;
      const number = line.last[i];
      if (number === null || number === undefined) return undefined;
      return series.kind === 'boolean' ? (number === 0 ? words.states.off : words.states.on) : String(number);
    };
}

/** States over time as a strip: each stretch has a quiet tint and its word; what nobody knows is hatched. */
export function Strip({ series, line, from, to }: Props) {
  const { words, formats } = useSpoken();
  const nameOf = useStateName();
  const segments = line ? segmentsOf(line, to, nameOf(series)) : [];
  const states = [...new Set(segments.map(({ state }) => state))].filter((state) => state !== undefined);
  const share = (time: number) => ((Math.min(to, Math.max(from, time)) - from) / (to - from)) * 100;
  const shown = segments.filter((segment) => segment.to > from && segment.from < to);
  const told = timeInState(shown, from, to);
  return (
    <div className="strip">
      <p className="strip-name">{series.name}</p>
      <div className="strip-bar">
        {shown.map((segment) => (
          <Stretch
            key={segment.from}
            segment={segment}
            left={share(segment.from)}
            right={share(segment.to)}
            tint={segment.state === undefined ? -1 : states.indexOf(segment.state) % TINTS}
            word={segment.state ?? words.states.unknown}
          />
        ))}
      </div>
      {told.length > 0 && (
        <p className="strip-sums">
          {told.map(([state, ms]) => (
            <span key={state}>
              {state} <strong>{formats.duration(ms)}</strong>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

/** How long each state lasted within what is shown, the longest first. */
function timeInState(segments: readonly Segment[], from: number, to: number): [string, number][] {
  const sums = new Map<string, number>();
  for (const { state, from: begin, to: end } of segments) {
    if (state === undefined) continue;
    sums.set(state, (sums.get(state) ?? 0) + Math.min(to, end) - Math.max(from, begin));
  }
  return [...sums].toSorted(([, a], [, b]) => b - a);
}

function Stretch(props: { segment: Segment; left: number; right: number; tint: number; word: string }) {
  const width = props.right - props.left;
  return (
    <span
      className="stretch"
      data-tint={props.tint}
      title={props.word}
      style={{ left: `${props.left}%`, width: `${Math.max(width, 0.1)}%` }}
    >
      {width > 5 ? props.word : ''}
    </span>
  );
}
