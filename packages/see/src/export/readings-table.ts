import { type Language, qualityName, type ReadingBatch, textAt } from '@musubi/schema';
import type { GatedSeries, Reader } from '@musubi/store';
import { gapAfter } from '../explore/series-columns.ts';
import type { NamedSeries } from './named-series.ts';
import { type Cell, headings, type Table } from './table.ts';

interface Span {
  from: number;
  to: number;
}

/** Every reading with both its times and its quality, ordered by series and time. */
export function rawTable(
  gated: GatedSeries,
  reader: Reader,
  named: readonly NamedSeries[],
  span: Span,
  language: Language,
): Table {
  const h = headings[language];
  return {
    name: h.sheet,
    header: [h.time, h.received, h.asset, h.device, h.series, h.value, h.unit, h.text, h.quality],
    rows: rawRows(
      gated.scan(reader, { series: named.map(({ series }) => series.number), ...span }, 'export'),
      named,
    ),
  };
}

async function* rawRows(
  batches: AsyncIterable<ReadingBatch>,
  named: readonly NamedSeries[],
): AsyncIterable<Cell[]> {
  const byNumber = new Map(named.map((one) => [one.series.number, one]));
  for await (const batch of batches) {
    for (let i = 0; i < batch.length; i++) {
      const { asset, device, series } = byNumber.get(batch.series[i]!)!;
      yield [
        { time: batch.time[i]! },
        { time: batch.received[i]! },
        asset,
        device,
        series.name,
        orNull(batch.number[i]!),
        series.unit,
        textAt(batch, i),
        qualityName(batch.quality[i]!),
      ];
    }
  }
}

/** So many buckets of one series are held at a time, whatever the length of the export. */
const BUCKETS_AT_ONCE = 20_000;

/** Aggregates of one width, ordered by series and time. */
export function bucketTable(
  gated: GatedSeries,
  reader: Reader,
  named: readonly NamedSeries[],
  span: Span & { bucketMs: number },
  language: Language,
): Table {
  const h = headings[language];
  return {
    name: h.sheet,
    header: [
      h.time,
      h.asset,
      h.device,
      h.series,
      h.unit,
      h.min,
      h.max,
      h.mean,
      h.first,
      h.last,
      h.count,
      h.gap,
      h.text,
    ],
    rows: bucketRows(gated, reader, named, span),
  };
}

async function* bucketRows(
  gated: GatedSeries,
  reader: Reader,
  named: readonly NamedSeries[],
  { from, to, bucketMs }: Span & { bucketMs: number },
): AsyncIterable<Cell[]> {
  const first = Math.floor(from / bucketMs) * bucketMs;
  for (const one of named) {
    for (let start = first; start < to; start += BUCKETS_AT_ONCE * bucketMs) {
      const end = Math.min(to, start + BUCKETS_AT_ONCE * bucketMs);
      const query = {
        series: [one.series.number],
        from: Math.max(from, start),
        to: end,
        bucketMs,
        gapAfterMs: [gapAfter(one.series)],
      };
      const { series } = await gated.buckets(reader, query, 'export');
      for (const columns of series) {
        for (let i = 0; i < columns.length; i++) {
          yield [
            { time: columns.time[i]! },
            one.asset,
            one.device,
            one.series.name,
            one.series.unit,
            orNull(columns.min[i]!),
            orNull(columns.max[i]!),
            orNull(columns.mean[i]!),
            orNull(columns.first[i]!),
            orNull(columns.last[i]!),
            columns.count[i]!,
            columns.gapMs[i]! / 1_000,
            columns.text?.[i] ?? null,
          ];
        }
      }
    }
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
