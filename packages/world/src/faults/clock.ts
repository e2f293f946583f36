import type { FaultOf, FaultSpan } from './sample.ts';

/** The device's clock is off by `offsetMs` and drifts by `ppm` from `from` on. */
export function clockSkew(settings: { from: number; offsetMs: number; ppm?: number }): FaultOf {
  const { from, offsetMs, ppm = 0 } = settings;
  return function* (samples, truth) {
    let last = from;
    for (const sample of samples) {
      if (sample.time < from) {
        yield sample;
        continue;
      }
      last = sample.time;
      const drift = ((sample.time - from) * ppm) / 1_000_000;
      yield { ...sample, time: Math.round(sample.time + offsetMs + drift) };
    }
    truth.tell({
      kind: 'planted',
      fault: 'clock-skew',
      series: '',
      from,
      to: last,
      detail: `${offsetMs} ms, ${ppm} ppm`,
    });
  };
}

/** The device's clock jumps by `byMs` for a span, as after a flat battery, until it is set right. */
export function clockJump(span: FaultSpan, byMs: number): FaultOf {
  return function* (samples, truth) {
    truth.tell({ kind: 'planted', fault: 'clock-jump', series: '', ...span, detail: `${byMs} ms` });
    for (const sample of samples) {
      const jumped = sample.time >= span.from && sample.time < span.to;
      yield jumped ? { ...sample, time: sample.time + byMs } : sample;
    }
  };
}
