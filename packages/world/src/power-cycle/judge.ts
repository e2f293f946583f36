import type { SentValue } from './messages.ts';
import type { PowerCycle } from './power-cycle.ts';

/** One value as the product has it. */
export interface StoredValue {
  value: number;
  time: number;
}

export interface Judgement {
  /** Sent but not stored. */
  missing: SentValue[];
  /** Missing although the source was well and had been heard since its last return: a real loss. */
  lost: SentValue[];
  /** Stored more than once. */
  duplicates: number[];
  /** Stored but never sent, or with another time than it was sent with: an invented value. */
  invented: StoredValue[];
  /** Stretches of missing values, which the product must show as gaps. */
  gaps: { from: number; to: number; values: number }[];
}

/** Compares what a source sent with what the product stored. */
export function judge(
  sent: readonly SentValue[],
  stored: readonly StoredValue[],
  cycles: readonly PowerCycle[],
): Judgement {
  const timeOf = new Map(sent.map(({ value, time }) => [value, time]));
  const seen = new Set<number>();
  const duplicates: number[] = [];
  const invented: StoredValue[] = [];
  for (const reading of stored) {
    if (timeOf.get(reading.value) !== reading.time) invented.push(reading);
    if (seen.has(reading.value)) duplicates.push(reading.value);
    seen.add(reading.value);
  }
  const missing = sent.filter(({ value }) => !seen.has(value));
  const lost = missing.filter(({ time, heard }) => heard && !excused(time, cycles));
  return { missing, lost, duplicates, invented, gaps: gapsOf(sent, seen) };
}

/** The first second before a deed is excused too: what was on the wire goes with it. */
const ON_THE_WIRE_MS = 1_000;

function excused(time: number, cycles: readonly PowerCycle[]): boolean {
  return cycles.some(
    ({ outage, recoveryMs }) => time >= outage.from - ON_THE_WIRE_MS && time <= outage.to + recoveryMs,
  );
}

function gapsOf(sent: readonly SentValue[], seen: ReadonlySet<number>): Judgement['gaps'] {
  const gaps: Judgement['gaps'] = [];
  let open: Judgement['gaps'][number] | undefined;
  for (const { value, time } of sent) {
    if (seen.has(value)) {
      open = undefined;
      continue;
    }
    if (!open) {
      open = { from: time, to: time, values: 0 };
      gaps.push(open);
    }
    open.to = time;
    open.values += 1;
  }
  return gaps;
}
