import { chance } from '../chance.ts';
import { type FaultOf, type FaultSpan, type Sample, tellPlanted, within } from './sample.ts';

/** The counter of `series` starts at 0 again at each of the moments. */
export function counterReset(series: string, moments: readonly number[]): FaultOf {
  return function* (samples, truth) {
    let base = 0;
    let newest = 0;
    const waiting = [...moments].sort((a, b) => a - b);
    for (const sample of samples) {
      if (sample.series !== series || typeof sample.value !== 'number') {
        yield sample;
        continue;
      }
      while (waiting[0] !== undefined && waiting[0] <= sample.time) {
        base = newest;
        tellPlanted(truth, 'counter-reset', { ...sample, time: waiting[0] }, `at ${newest}`);
        waiting.shift();
      }
      newest = sample.value;
      yield { ...sample, value: sample.value - base };
    }
  };
}

/** The counter of `series` has too few digits: it goes on at 0 after `modulus` - 1. */
export function counterWrap(series: string, modulus: number): FaultOf {
  return function* (samples, truth) {
    let turn: number | undefined;
    for (const sample of samples) {
      if (sample.series !== series || typeof sample.value !== 'number') {
        yield sample;
        continue;
      }
      const now = Math.floor(sample.value / modulus);
      if (turn !== undefined && now > turn) tellPlanted(truth, 'counter-wrap', sample, `turn ${now}`);
      turn = now;
      yield { ...sample, value: sample.value - now * modulus };
    }
  };
}

/** The sensor repeats its last value through a span. */
export function stuckValue(series: string, span: FaultSpan): FaultOf {
  return function* (samples, truth) {
    let last: Sample['value'] | undefined;
    truth.tell({ kind: 'planted', fault: 'stuck-value', series, ...span, detail: 'repeats its last value' });
    for (const sample of samples) {
      const stuck = sample.series === series && within(span, sample.time);
      if (sample.series === series && (!stuck || last === undefined)) last = sample.value;
      yield stuck && last !== undefined ? { ...sample, value: last } : sample;
    }
  };
}

/** Single values jump by `height`, up or down, as from a spark or a loose contact. */
export function spikes(series: string, settings: { seed: number; rate: number; height: number }): FaultOf {
  const draw = chance(settings.seed, `spikes-${series}`);
  return function* (samples, truth) {
    let n = 0;
    for (const sample of samples) {
      const hit =
        sample.series === series && typeof sample.value === 'number' && draw.uniform(n++ * 2) < settings.rate;
      if (!hit || typeof sample.value !== 'number') {
        yield sample;
        continue;
      }
      const up = draw.uniform(n * 2 - 1) < 0.5;
      tellPlanted(truth, 'spike', sample, `was ${sample.value}`);
      yield { ...sample, value: sample.value + (up ? settings.height : -settings.height) };
    }
  };
}

/** The sensor gives no number now and then. */
export function notANumber(series: string, settings: { seed: number; rate: number }): FaultOf {
  const draw = chance(settings.seed, `nan-${series}`);
  return function* (samples, truth) {
    let n = 0;
    for (const sample of samples) {
      if (sample.series !== series || draw.uniform(n++) >= settings.rate) {
        yield sample;
        continue;
      }
      tellPlanted(truth, 'not-a-number', sample, `was ${sample.value}`);
      yield { ...sample, value: Number.NaN };
    }
  };
}
