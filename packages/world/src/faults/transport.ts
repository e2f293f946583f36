import { type Chance, chance } from '../chance.ts';
import { type FaultOf, type FaultSpan, type Sample, tellPlanted, within } from './sample.ts';

/** Telegrams that never arrive: single ones, and all of a lost spell. */
export function radioLoss(settings: { seed: number; rate: number; lost?: readonly FaultSpan[] }): FaultOf {
  const draw = chance(settings.seed, 'radio-loss');
  return function* (samples, truth) {
    let n = 0;
    for (const sample of samples) {
      const spell = settings.lost?.some((span) => within(span, sample.sentAt)) ?? false;
      if (spell || draw.uniform(n++) < settings.rate) tellPlanted(truth, 'radio-loss', sample, 'lost');
      else yield sample;
    }
  };
}

/** Telegrams that arrive twice, the second a little later, as after a lost acknowledgement. */
export function duplicates(settings: { seed: number; rate: number; afterMs?: number }): FaultOf {
  const draw = chance(settings.seed, 'duplicates');
  return function* (samples, truth) {
    let n = 0;
    for (const sample of samples) {
      yield sample;
      if (draw.uniform(n++) >= settings.rate) continue;
      tellPlanted(truth, 'duplicate', sample, 'sent twice');
      yield { ...sample, sentAt: sample.sentAt + (settings.afterMs ?? 50) };
    }
  };
}

/** Some telegrams overtake others: each may leave up to `mostMs` later than it should. */
export function outOfOrder(settings: { seed: number; rate: number; mostMs: number }): FaultOf {
  const draw: Chance = chance(settings.seed, 'out-of-order');
  return function* (samples, truth) {
    let n = 0;
    for (const sample of samples) {
      const event = n++ * 2;
      if (draw.uniform(event) >= settings.rate) {
        yield sample;
        continue;
      }
      const delay = Math.ceil(draw.uniform(event + 1) * settings.mostMs);
      tellPlanted(truth, 'out-of-order', sample, `${delay} ms late`);
      yield { ...sample, sentAt: sample.sentAt + delay };
    }
  };
}

/**
 * The link is cut; a device that stores and forwards sends all at once afterwards, oldest first, `gapMs` apart.
 * `keeps` is how many samples it can hold: older ones are lost.
 */
export function linkCut(span: FaultSpan, settings: { keeps?: number; gapMs?: number } = {}): FaultOf {
  const { keeps = Number.POSITIVE_INFINITY, gapMs = 1 } = settings;
  return function* (samples, truth) {
    const held: Sample[] = [];
    let open = false;
    let burstEnds = span.to;
    for (const sample of samples) {
      if (within(span, sample.sentAt)) {
        held.push(sample);
        if (held.length > keeps) tellPlanted(truth, 'radio-loss', held.shift() ?? sample, 'buffer full');
        continue;
      }
      if (!open && sample.sentAt >= span.to) {
        open = true;
        yield* burst(held, span.to, gapMs);
        burstEnds = span.to + held.length * gapMs;
      }
      // What is measured meanwhile waits its turn.
      yield sample.sentAt < span.from ? sample : { ...sample, sentAt: Math.max(sample.sentAt, burstEnds) };
    }
    if (!open) yield* burst(held, span.to, gapMs);
    truth.tell({ kind: 'planted', fault: 'link-cut', series: '', ...span, detail: `${held.length} held` });
  };
}

function* burst(held: readonly Sample[], from: number, gapMs: number): Generator<Sample> {
  for (const [i, sample] of held.entries()) yield { ...sample, sentAt: from + i * gapMs };
}
