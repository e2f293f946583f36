/** A point of a small trend; NaN breaks the line. */
export interface TrendPoint {
  time: number;
  number: number;
}

interface Props {
  points: readonly TrendPoint[];
  from: number;
  to: number;
  normal?: { low?: number | undefined; high?: number | undefined } | undefined;
  /** Absent where the value beside it already says it. */
  label?: string;
}

const WIDTH = 120;
const HEIGHT = 28;

/** The line of a small trend as SVG path data: gaps stay gaps, a flat line stays in the middle. */
export function trendPath(
  points: readonly TrendPoint[],
  span: { from: number; to: number; low: number; high: number },
): string {
  let path = '';
  let pen = false;
  const scaleX = WIDTH / Math.max(1, span.to - span.from);
  const height = span.high - span.low;
  for (const { time, number } of points) {
    if (time < span.from || time > span.to || !Number.isFinite(number)) {
      pen = false;
      continue;
    }
    const x = (time - span.from) * scaleX;
    const y = height === 0 ? HEIGHT / 2 : HEIGHT - 1 - ((number - span.low) / height) * (HEIGHT - 2);
    path += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    // A lone point would be invisible.
    if (!pen) path += 'h.1';
    pen = true;
  }
  return path;
}

/** A small trend with its normal band: a number alone does not say whether it is usual. */
export function Trend({ points, from, to, normal, label }: Props) {
  const seen = points.map(({ number }) => number).filter(Number.isFinite);
  const all = [
    ...seen,
    ...(normal?.low === undefined ? [] : [normal.low]),
    ...(normal?.high === undefined ? [] : [normal.high]),
  ];
  const low = all.length > 0 ? Math.min(...all) : 0;
  const high = all.length > 0 ? Math.max(...all) : 1;
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - 1 - ((value - low) / (high - low)) * (HEIGHT - 2);
  const top = normal ? y(normal.high ?? high) : 0;
  const bottom = normal ? y(normal.low ?? low) : 0;
  const drawing = (
    <>
      {normal && (
        <rect className="trend-band" x={0} y={top} width={WIDTH} height={Math.max(0.5, bottom - top)} />
      )}
      <path className="trend-line" d={trendPath(points, { from, to, low, high })} />
    </>
  );
  const box = `0 0 ${WIDTH} ${HEIGHT}`;
  if (!label)
    return (
      <svg className="trend" viewBox={box} preserveAspectRatio="none" aria-hidden="true">
        {drawing}
      </svg>
    );
  return (
    <svg className="trend" viewBox={box} preserveAspectRatio="none" role="img">
      <title>{label}</title>
      {drawing}
    </svg>
  );
}
