import { BatchBuilder, type FilterChain, type FilterStep, isUsable, type ReadingBatch } from '@musubi/schema';
import type { Output, previewFilterChain } from '@musubi/schema/api';
import { checkSteps } from './chain-register.ts';
import { ChainRun } from './chain-run.ts';
import { noiseOf } from './noise.ts';

type Preview = Output<typeof previewFilterChain>;

/** More points than this a chart can't show; of each bucket the least and the greatest stay. */
const MOST_POINTS = 4_000;

/** What `steps` would have made of stored readings of one series. */
export function previewChain(rows: ReadingBatch, steps: FilterStep[], pseudonymKey: Uint8Array): Preview {
  checkSteps(steps, false);
  const derived: string[] = [];
  let sequence = 0;
  const context = {
    // Of several features the first is drawn.
    derived: (suffix: string) =>
      derived.includes(suffix) ? derived.indexOf(suffix) : derived.push(suffix) - 1,
    nextSequence: () => ++sequence,
    pseudonymKey,
  };
  const chain: FilterChain = {
    id: 'preview',
    version: 1,
    name: 'preview',
    steps,
    keepRaw: false,
    validFrom: 0,
  };
  const run = new ChainRun(chain, context);
  const out = new BatchBuilder(Math.max(16, rows.length));
  if (steps.length === 0) for (let i = 0; i < rows.length; i++) out.addRow(rows, i);
  else run.push(rows, out);
  run.flush(out);
  const after = out.take();
  const noise = noiseOf(numbersOf(rows));
  return {
    received: rows.length,
    kept: after.length,
    maxError: run.maxError,
    noise: noise?.sigma ?? null,
    suggestedThreshold: noise?.suggestedThreshold ?? null,
    before: curveOf(rows, rows.series[0] ?? 0),
    after: curveOf(after, derived.length > 0 ? 0 : (rows.series[0] ?? 0)),
  };
}

function numbersOf(rows: ReadingBatch): number[] {
  return [...rows.number.subarray(0, rows.length)].filter(
    (value, i) => isUsable(rows.quality[i]!) && Number.isFinite(value),
  );
}

function curveOf(rows: ReadingBatch, series: number): { time: number[]; value: (number | null)[] } {
  const order = Array.from({ length: rows.length }, (_, i) => i)
    .filter((i) => rows.series[i] === series)
    .sort((a, b) => rows.time[a]! - rows.time[b]!);
  const shown = order.length > MOST_POINTS ? extremes(rows, order) : order;
  return {
    time: shown.map((i) => rows.time[i]!),
    value: shown.map((i) => {
      const value = rows.number[i]!;
      return isUsable(rows.quality[i]!) && Number.isFinite(value) ? value : null;
    }),
  };
}

/** The rows with the least and the greatest number of each of so many equal parts, in their order. */
function extremes(rows: ReadingBatch, order: readonly number[]): number[] {
  const size = Math.ceil((order.length * 2) / MOST_POINTS);
  const shown: number[] = [];
  for (let from = 0; from < order.length; from += size) {
    const part = order.slice(from, from + size);
    const least = part.reduce((a, b) => (rows.number[b]! < rows.number[a]! ? b : a));
    const greatest = part.reduce((a, b) => (rows.number[b]! > rows.number[a]! ? b : a));
    const isFirst = order.indexOf(least, from) <= order.indexOf(greatest, from);
    if (least === greatest) shown.push(least);
    else shown.push(...(isFirst ? [least, greatest] : [greatest, least]));
  }
  return shown;
}
