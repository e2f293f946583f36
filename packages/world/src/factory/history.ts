import { BatchBuilder, type ReadingBatch } from '@musubi/schema';
import type { DeviceKey } from './device.ts';
import type { Signal, SignalValue } from './signal.ts';
import { DEMO_SEED, musubiWorks } from './works.ts';

export interface HistoryRequest {
  /** [from, to), milliseconds. */
  from: number;
  to: number;
  seed?: number;
  /** The number under which a series is registered; undefined leaves it out. */
  numberOf(device: DeviceKey, key: string): number | undefined;
  /**
   * One reading in how many of the live pace; 3 is the coarsest at which a line is still drawn without gaps.
   */
  thin?: number;
}

/** Readings of one device, in time order. */
export interface HistoryBatch {
  device: DeviceKey;
  batch: ReadingBatch;
}

const SLICE_MS = 6 * 3_600_000;

/**
 * The past of the demo factory: the same functions of time as the live demo, so the line goes on without a step.
 * Batches of six hours of one device each, oldest first.
 */
export function* demoHistory(request: HistoryRequest): Generator<HistoryBatch> {
  const { from, to, seed = DEMO_SEED } = request;
  const { devices } = musubiWorks(seed);
  for (let start = from; start < to; start += SLICE_MS) {
    const end = Math.min(to, start + SLICE_MS);
    for (const { key, signals } of devices) {
      const builder = new BatchBuilder(16_384);
      for (const signal of signals) {
        const number = request.numberOf(key, signal.key);
        if (number !== undefined) writeSignal(builder, number, signal, start, end, request.thin ?? 3);
      }
      if (builder.length > 0) yield { device: key, batch: builder.take() };
    }
  }
}

function writeSignal(
  builder: BatchBuilder,
  number: number,
  signal: Signal,
  from: number,
  to: number,
  thin: number,
): void {
  if (signal.everyMs !== undefined) {
    const grain = signal.everyMs * thin;
    for (let time = Math.ceil(from / grain) * grain; time < to; time += grain) {
      addValue(builder, number, time, signal.at(time));
    }
    return;
  }
  let last: SignalValue | undefined;
  for (const { from: time } of signal.follows?.intervals(from, to) ?? []) {
    const value = signal.at(time);
    if (value !== last) addValue(builder, number, time, value);
    last = value;
  }
}

/** Readings of the past arrive at once: their arrival time is their own. */
function addValue(builder: BatchBuilder, number: number, time: number, value: SignalValue | undefined): void {
  if (value === undefined) return;
  if (typeof value === 'string') builder.addText(number, time, time, value);
  else builder.addNumber(number, time, time, Number(value));
}
