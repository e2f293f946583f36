import type { PlantedFault, TruthLog } from '../truth-log.ts';

/** One value on its way from a sensor to the wire. */
export interface Sample {
  series: string;
  /** The time the device stamps on it. */
  time: number;
  /** When it leaves the device. */
  sentAt: number;
  value: number | string | boolean;
}

/** A fault takes what a sound device would send and gives what the sick one sends, telling the truth log each deed. */
export type FaultOf = (samples: Iterable<Sample>, truth: TruthLog) => Iterable<Sample>;

/** Sends samples through faults in the given order, then orders them by when they leave the device. */
export function withFaults(samples: Iterable<Sample>, faults: readonly FaultOf[], truth: TruthLog): Sample[] {
  let stream = samples;
  for (const fault of faults) stream = fault(stream, truth);
  return [...stream].sort((a, b) => a.sentAt - b.sentAt);
}

/** Tells the log of a deed upon one sample. */
export function tellPlanted(truth: TruthLog, fault: PlantedFault, sample: Sample, detail: string): void {
  truth.tell({ kind: 'planted', fault, series: sample.series, from: sample.time, to: sample.time, detail });
}

/** A span of time in which a fault holds, [from, to). */
export interface FaultSpan {
  from: number;
  to: number;
}

export function within(span: FaultSpan, time: number): boolean {
  return span.from <= time && time < span.to;
}
