/** Deterministic values: the same moment always reads the same, so that screens can be compared. */

/** A number in [0, 1) that depends on nothing but its seed. */
function chance(seed: number): number {
  const x = Math.sin(seed * 12.9898 + 78.233) * 43_758.5453;
  return x - Math.floor(x);
}

export interface Wave {
  kind: 'wave';
  /** Milliseconds between readings. */
  every: number;
  base: number;
  swing: number;
  period: number;
  noise: number;
  digits: number;
  /** Share of readings that jump by this much. */
  spike?: number;
}
export interface Count {
  kind: 'count';
  every: number;
  /** Milliseconds per piece. */
  cycle: number;
}
export interface States {
  kind: 'states';
  every: number;
  states: readonly string[];
  /** Milliseconds that a state lasts. */
  hold: number;
}
export type Shape = Wave | Count | States;

const DAY = 86_400_000;

/** The reading at a multiple of the shape's interval. */
export function valueAt(
  shape: Shape,
  seed: number,
  time: number,
): { number: number | null; text: string | null } {
  const step = Math.round(time / shape.every);
  switch (shape.kind) {
    case 'wave': {
      const turn = (2 * Math.PI * time) / shape.period;
      const spiked = chance(seed * 7 + step) > 0.9992 ? (shape.spike ?? 0) : 0;
      const value =
        shape.base +
        shape.swing * Math.sin(turn) * (0.7 + 0.3 * Math.sin(turn / 7.3)) +
        shape.noise * (chance(seed * 1_000 + (step % 100_003)) - 0.5) * 2 +
        spiked;
      return { number: Number(value.toFixed(shape.digits)), text: null };
    }
    case 'count':
      return { number: Math.floor((time % DAY) / shape.cycle), text: null };
    case 'states': {
      const block = Math.floor(time / shape.hold);
      const pick = chance(seed * 31 + block);
      const place = pick < 0.62 ? 0 : pick < 0.8 ? 1 : Math.floor(pick * shape.states.length);
      return { number: null, text: shape.states[Math.min(place, shape.states.length - 1)]! };
    }
  }
}

export interface Buckets {
  time: number[];
  min: (number | null)[];
  max: (number | null)[];
  mean: (number | null)[];
  first: (number | null)[];
  last: (number | null)[];
  count: number[];
  gapMs: number[];
  quality: number[];
  text: (string | null)[];
  timeInState: Record<string, number>;
}

interface Span {
  from: number;
  to: number;
  bucketMs: number;
  /** Stretches without any reading. */
  silences: readonly (readonly [number, number])[];
}

const MOST_SAMPLES = 40;

/** Buckets as the store answers them; many readings of one bucket are sampled, which is enough for a picture. */
export function bucketsOf(shape: Shape, seed: number, span: Span): Buckets {
  const out: Buckets = {
    time: [],
    min: [],
    max: [],
    mean: [],
    first: [],
    last: [],
    count: [],
    gapMs: [],
    quality: [],
    text: [],
    timeInState: {},
  };
  const bucketMs = Math.max(span.bucketMs, shape.kind === 'states' ? 1_000 : shape.every);
  const silent = (time: number) => span.silences.find(([begin, end]) => time >= begin && time < end);
  let pendingGap = 0;
  for (let start = Math.floor(span.from / bucketMs) * bucketMs; start < span.to; start += bucketMs) {
    const silence = silent(start);
    if (silence) {
      pendingGap += bucketMs;
      continue;
    }
    const step = Math.max(shape.every, bucketMs / MOST_SAMPLES);
    const numbers: number[] = [];
    let text: string | null = null;
    for (let time = start; time < Math.min(start + bucketMs, span.to); time += step) {
      const value = valueAt(shape, seed, Math.floor(time / shape.every) * shape.every);
      if (value.number !== null) numbers.push(value.number);
      text = value.text;
      if (value.text !== null) out.timeInState[value.text] = (out.timeInState[value.text] ?? 0) + step;
    }
    if (shape.kind === 'states' && text === out.text.at(-1) && pendingGap === 0) continue;
    out.time.push(start);
    out.min.push(numbers.length > 0 ? Math.min(...numbers) : null);
    out.max.push(numbers.length > 0 ? Math.max(...numbers) : null);
    out.mean.push(numbers.length > 0 ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : null);
    out.first.push(numbers[0] ?? null);
    out.last.push(numbers.at(-1) ?? null);
    out.count.push(Math.max(1, Math.round(bucketMs / shape.every)));
    out.gapMs.push(pendingGap);
    out.quality.push(0);
    out.text.push(text);
    pendingGap = 0;
  }
  return out;
}
