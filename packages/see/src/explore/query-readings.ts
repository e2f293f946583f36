import { MusubiError } from '@musubi/base';
import type { ReadingBatch, RecordReader, Series } from '@musubi/schema';
import { type Input, type MountedContract, mount, type Output, queryReadings } from '@musubi/schema/api';
import type { GatedSeries, Reader } from '@musubi/store';
import { mustFindSeries } from '../find-series.ts';
import { readerOf } from '../reader-of.ts';
import { bucketWidth } from './bucket-width.ts';
import { bucketsToColumns, emptyColumns, gapAfter, readingsToColumns } from './series-columns.ts';

type Query = Input<typeof queryReadings>;
type Answer = Output<typeof queryReadings>;

interface Sources {
  records: RecordReader;
  series: GatedSeries;
}

/** A span this short is first tried as raw readings when nothing says how many there are. */
const SHORT_SPAN_MS = 3_600_000;

/** Answers the trend explorer: raw readings where few, else buckets of a width that fits the picture. */
export function mountQueryReadings(sources: Sources): MountedContract {
  return mount(queryReadings, async (query, { caller }) => {
    if (query.to <= query.from) {
      throw new MusubiError('caller', 'see.empty-span', 'the end is not after the beginning');
    }
    const reader = readerOf(caller);
    const wanted = await mustFindSeries(sources.records, [...new Set(query.seriesIds)]);
    const answer =
      query.buckets === undefined
        ? rawAnswer(wanted, await readRaw(sources, reader, wanted, query, query.limit), query.limit)
        : await pictureAnswer(sources, reader, wanted, query, query.buckets);
    await addTimeInState(sources, reader, wanted, query, answer);
    return answer;
  });
}

async function pictureAnswer(
  sources: Sources,
  reader: Reader,
  wanted: readonly Series[],
  query: Query,
  buckets: number,
): Promise<Answer> {
  const few = Math.min(query.limit, 2 * buckets * wanted.length);
  if (mayBeFew(wanted, query, few)) {
    const batch = await readRaw(sources, reader, wanted, query, few);
    if (batch.length <= few) return rawAnswer(wanted, batch, few);
  }
  const bucketMs = bucketWidth(query.to - query.from, buckets);
  const { grain, series } = await sources.series.buckets(
    reader,
    {
      series: wanted.map((one) => one.number),
      from: query.from,
      to: query.to,
      bucketMs,
      gapAfterMs: wanted.map(gapAfter),
    },
    'operate',
  );
  const byNumber = new Map(series.map((columns) => [columns.series, columns]));
  return {
    grain,
    bucketMs,
    truncated: false,
    series: wanted.map((one) => {
      const columns = byNumber.get(one.number);
      return columns ? bucketsToColumns(one.id, columns) : emptyColumns(one.id);
    }),
  };
}

/** Whether trying raw readings can pay: by the expected rate, or by a short span. */
function mayBeFew(wanted: readonly Series[], { from, to }: Query, few: number): boolean {
  const span = to - from;
  const expected = wanted.reduce((sum, { expectedEveryMs }) => sum + span / (expectedEveryMs ?? span), 0);
  const rateIsKnown = wanted.every(({ expectedEveryMs }) => expectedEveryMs !== undefined);
  return expected <= few && (rateIsKnown || span <= SHORT_SPAN_MS);
}

/** At most one reading more than `limit`, which then says that there are more. */
function readRaw(
  sources: Sources,
  reader: Reader,
  wanted: readonly Series[],
  { from, to }: Query,
  limit: number,
): Promise<ReadingBatch> {
  const selection = { series: wanted.map((one) => one.number), from, to, limit: limit + 1 };
  return sources.series.raw(reader, selection, 'operate');
}

function rawAnswer(wanted: readonly Series[], batch: ReadingBatch, limit: number): Answer {
  const truncated = batch.length > limit;
  const shown = truncated ? { ...batch, length: limit } : batch;
  return { grain: 'raw', bucketMs: 0, truncated, series: readingsToColumns(wanted, shown) };
}

async function addTimeInState(
  { series }: Sources,
  reader: Reader,
  wanted: readonly Series[],
  { from, to }: Query,
  answer: Answer,
): Promise<void> {
  const kinds = new Map(wanted.map((one) => [one.id, one]));
  for (const columns of answer.series) {
    const one = kinds.get(columns.seriesId);
    if (one?.kind === 'state' || one?.kind === 'boolean') {
      columns.timeInState = await series.timeInState(reader, one.number, { from, to });
    }
  }
}
