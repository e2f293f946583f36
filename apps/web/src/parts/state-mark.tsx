export type Shape =
  | 'circle'
  | 'ring'
  | 'dashed'
  | 'triangle'
  | 'octagon'
  | 'square'
  | 'turning'
  | 'check'
  | 'crossed';
export type Tone = 'quiet' | 'caution' | 'alarm';

/** How a state is drawn: the shape says it to everyone, the colour only says «abnormal». */
export interface Look {
  shape: Shape;
  tone: Tone;
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const;

function drawn(shape: Shape) {
  switch (shape) {
    case 'circle':
      return <circle cx={8} cy={8} r={5} fill="currentColor" />;
    case 'ring':
      return <circle cx={8} cy={8} r={5} {...line} />;
    case 'dashed':
      return <circle cx={8} cy={8} r={6} {...line} strokeWidth={1.5} strokeDasharray="2.6 2.1" />;
    case 'triangle':
      return <path d="M8 1.5 15.5 14.5H.5Z" fill="currentColor" />;
    case 'octagon':
      return <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5Z" fill="currentColor" />;
    case 'square':
      return <rect x={3.5} y={3.5} width={9} height={9} {...line} />;
    case 'turning':
      return <path d="M13.5 8A5.5 5.5 0 1 1 8 2.5h3M8.5 0 11 2.5 8.5 5" {...line} />;
    case 'check':
      return <path d="M2 8.5 6.2 12.7 14 4" {...line} />;
    case 'crossed':
      return <path d="M8 2a6 6 0 1 0 .01 0M3.8 3.8l8.4 8.4" {...line} />;
  }
}

/** State is always shape + word (+ colour where a person is needed). */
export function StateMark(props: { look: Look; word: string }) {
  return (
    <span className="state" data-tone={props.look.tone}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {drawn(props.look.shape)}
      </svg>
      {props.word}
    </span>
  );
}
