import { MusubiError } from '@musubi/base';
import { BatchBuilder, type ReadingBatch } from '@musubi/schema';
import type { Purpose, Reader, ReadGate, ReadRequest } from './read-gate.ts';
import type { BucketAnswer, BucketQuery, Selection, SeriesReader, StoredOrigin, TimeSpan } from './series.ts';

/** The only door to stored readings: every method asks the gate first, and reads no more than it permits. */
export class GatedSeries {
  readonly #series: SeriesReader;
  readonly #gate: ReadGate;

  constructor(series: SeriesReader, gate: ReadGate) {
    this.#series = series;
    this.#gate = gate;
  }

  /** What `reader` may see of these series right now, for channels that push instead of being asked. */
  async permitted(reader: Reader, series: readonly number[], at: number): Promise<readonly number[]> {
    const request: ReadRequest = { series, from: at, to: at + 1, grain: 'raw', purpose: 'operate' };
    const decision = await this.#gate.decide(reader, request);
    return decision.permitted ? decision.series : [];
  }

  async latest(reader: Reader, series: readonly number[], at: number): Promise<ReadingBatch> {
    const allowed = await this.#ask(reader, {
      series,
      from: 0,
      to: at + 1,
      grain: 'raw',
      purpose: 'operate',
    });
    return within(await this.#series.latest(allowed.series), allowed);
  }

  async raw(
    reader: Reader,
    selection: Selection & { limit: number },
    purpose: Purpose,
  ): Promise<ReadingBatch> {
    const allowed = await this.#ask(reader, { ...selection, grain: 'raw', purpose });
    return this.#series.raw({ ...allowed, limit: selection.limit });
  }

  async *scan(reader: Reader, selection: Selection, purpose: Purpose): AsyncIterable<ReadingBatch> {
    yield* this.#series.scan(await this.#ask(reader, { ...selection, grain: 'raw', purpose }));
  }

  async buckets(reader: Reader, query: BucketQuery, purpose: Purpose): Promise<BucketAnswer> {
    const grain = query.bucketMs >= 3_600_000 ? 'hour' : query.bucketMs >= 60_000 ? 'minute' : 'raw';
    const allowed = await this.#ask(reader, { ...query, grain, purpose });
    const gapOf = new Map(query.series.map((series, i) => [series, query.gapAfterMs[i] ?? 0]));
    return this.#series.buckets({
      ...allowed,
      bucketMs: query.bucketMs,
      gapAfterMs: allowed.series.map((series) => gapOf.get(series) ?? 0),
    });
  }

  async timeInState(reader: Reader, series: number, span: TimeSpan): Promise<Record<string, number>> {
    const allowed = await this.#ask(reader, { series: [series], ...span, grain: 'raw', purpose: 'operate' });
    return allowed.series.length === 0 ? {} : this.#series.timeInState(series, allowed);
  }

  async origin(
    reader: Reader,
    series: number,
    time: number,
    sequence: number,
  ): Promise<StoredOrigin | undefined> {
    const request: ReadRequest = {
      series: [series],
      from: time,
      to: time + 1,
      grain: 'raw',
      purpose: 'trace',
    };
    const allowed = await this.#ask(reader, request);
    const isAllowed = allowed.series.includes(series) && allowed.from <= time && time < allowed.to;
    return isAllowed ? this.#series.origin(series, time, sequence) : undefined;
  }

  async exportParquet(reader: Reader, selection: Selection, file: string): Promise<void> {
    const allowed = await this.#ask(reader, { ...selection, grain: 'raw', purpose: 'export' });
    await this.#series.exportParquet(allowed, file);
  }

  async #ask(reader: Reader, request: ReadRequest): Promise<Selection> {
    const decision = await this.#gate.decide(reader, request);
    if (!decision.permitted) throw new MusubiError('caller', decision.code, decision.reason);
    return { series: decision.series, from: decision.from, to: decision.to };
  }
}

/** The rows whose time lies in the span: a gate that delays must not be passed by by asking for the newest. */
function within(batch: ReadingBatch, span: TimeSpan): ReadingBatch {
  const kept = new BatchBuilder(batch.length);
  for (let i = 0; i < batch.length; i++) {
    if (batch.time[i]! >= span.from && batch.time[i]! < span.to) kept.addRow(batch, i);
  }
  return kept.take();
}
