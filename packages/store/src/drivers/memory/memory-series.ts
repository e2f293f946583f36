import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@musubi/base';
import { BatchBuilder, type ReadingBatch, textAt } from '@musubi/schema';
import type {
  AppendResult,
  BatchOrigin,
  BucketAnswer,
  BucketQuery,
  Selection,
  SeriesStats,
  SeriesStore,
  StoredOrigin,
  TimeSpan,
} from '../../series.ts';
import { DAY_MS, grainOf, MINUTE_MS, refuseInvalid, StateTimer } from '../reading-rules.ts';
import { bucketsOf, type Row } from './memory-buckets.ts';
import { writeParquet } from './write-parquet.ts';

const SCAN_ROWS = 10_000;

/** The series store in memory: for tests, and the model that other drivers are compared with. Forgets at its end. */
export function memorySeries({ clock }: { clock: Clock }): SeriesStore {
  return new MemorySeries(clock);
}

class MemorySeries implements SeriesStore {
  readonly #clock: Clock;
  readonly #rows = new Map<number, Row[]>();
  readonly #closedDays = new Set<number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async append(batch: ReadingBatch, origin: BatchOrigin): Promise<AppendResult> {
    refuseInvalid(batch);
    const result: AppendResult = { stored: 0, duplicates: 0, late: 0 };
    for (let i = 0; i < batch.length; i++) {
      const rows = this.#rowsOf(batch.series[i]!);
      const row: Row = {
        time: batch.time[i]!,
        received: batch.received[i]!,
        sequence: batch.sequence[i]!,
        quality: batch.quality[i]!,
        number: batch.number[i]! + 0,
        text: textAt(batch, i)?.toWellFormed() ?? null,
        ...origin,
        retired: false,
      };
      const at = placeOf(rows, row.time, row.sequence);
      if (rows[at]?.time === row.time && rows[at]?.sequence === row.sequence) result.duplicates++;
      else {
        if (row.time < (rows.at(-1)?.time ?? 0)) result.late++;
        rows.splice(at, 0, row);
        result.stored++;
      }
    }
    return result;
  }

  async latest(series: readonly number[]): Promise<ReadingBatch> {
    const builder = new BatchBuilder(series.length);
    for (const number of series) {
      const row = this.#rows.get(number)?.at(-1);
      if (row) put(builder, number, row);
    }
    return builder.take();
  }

  async raw(selection: Selection & { limit: number }): Promise<ReadingBatch> {
    const builder = new BatchBuilder();
    for (const [number, row] of this.#select(selection)) {
      if (builder.length >= selection.limit) break;
      put(builder, number, row);
    }
    return builder.take();
  }

  async *scan(selection: Selection): AsyncIterable<ReadingBatch> {
    const builder = new BatchBuilder();
    for (const [number, row] of [...this.#select(selection)]) {
      put(builder, number, row);
      if (builder.length === SCAN_ROWS) yield builder.take();
    }
    if (builder.length > 0) yield builder.take();
  }

  async buckets(query: BucketQuery): Promise<BucketAnswer> {
    const now = this.#clock.now();
    return {
      grain: grainOf(query.bucketMs),
      series: query.series.map((number, i) =>
        bucketsOf(number, this.#rows.get(number) ?? [], query, query.gapAfterMs[i] ?? 0, now),
      ),
    };
  }

  async timeInState(series: number, span: TimeSpan): Promise<Record<string, number>> {
    const timer = new StateTimer(span, this.#clock.now());
    timer.add(await this.raw({ series: [series], from: 0, to: span.to, limit: Number.POSITIVE_INFINITY }));
    return timer.spent();
  }

  async origin(series: number, time: number, sequence: number): Promise<StoredOrigin | undefined> {
    const rows = this.#rows.get(series) ?? [];
    const row = rows[placeOf(rows, time, sequence)];
    if (!row || row.time !== time || row.sequence !== sequence || row.retired) return undefined;
    const minute = Math.floor(row.received / MINUTE_MS);
    const together = [...this.#rows.values()]
      .flat()
      .filter(
        (other) =>
          Math.floor(other.received / MINUTE_MS) === minute &&
          other.connectionId === row.connectionId &&
          other.deviceId === row.deviceId,
      );
    const received = together.map((other) => other.received);
    return {
      place: this.#closedDays.has(Math.floor(time / DAY_MS)) ? 'segment' : 'hot',
      batch: {
        number: minute,
        connectionId: row.connectionId,
        receivedFrom: Math.min(...received),
        receivedTo: Math.max(...received),
        readings: together.length,
      },
    };
  }

  async exportParquet(selection: Selection, file: string): Promise<void> {
    await writeParquet(this.scan(selection), file);
  }

  async stats(): Promise<SeriesStats> {
    const readings = [...this.#rows.values()].reduce(
      (sum, rows) => sum + rows.filter((row) => !row.retired).length,
      0,
    );
    return {
      readings,
      days: this.#closedDays.size,
      series: this.#rows.size,
      bytes: 0,
      freeBytes: Number.MAX_SAFE_INTEGER,
      bytesPerDay: undefined,
      paused: false,
      setAside: [],
    };
  }

  async rollUp(): Promise<void> {
    // Buckets are computed from the readings at each question.
  }

  async closeDays(now: number): Promise<void> {
    const today = Math.floor(now / DAY_MS);
    for (const rows of this.#rows.values()) {
      for (const row of rows) {
        const day = Math.floor(row.time / DAY_MS);
        if (day < today) this.#closedDays.add(day);
      }
    }
  }

  async retain(before: number): Promise<{ deletedDays: number }> {
    const old = [...this.#closedDays].filter((day) => (day + 1) * DAY_MS <= before);
    for (const day of old) this.#closedDays.delete(day);
    for (const rows of this.#rows.values()) {
      for (const row of rows) row.retired ||= old.includes(Math.floor(row.time / DAY_MS));
    }
    return { deletedDays: old.length };
  }

  async forget(series: readonly number[]): Promise<void> {
    for (const number of series) this.#rows.delete(number);
  }

  async verify(): Promise<{ checked: number; damaged: readonly never[] }> {
    return { checked: this.#closedDays.size, damaged: [] };
  }

  async snapshot(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    const all = { series: [...this.#rows.keys()], from: 0, to: Number.MAX_SAFE_INTEGER };
    await this.exportParquet(all, join(folder, 'readings.parquet'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#rows.clear();
  }

  #rowsOf(series: number): Row[] {
    const rows = this.#rows.get(series) ?? [];
    this.#rows.set(series, rows);
    return rows;
  }

  *#select({ series, from, to }: Selection): Iterable<[number, Row]> {
    for (const number of [...series].sort((a, b) => a - b)) {
      const rows = this.#rows.get(number) ?? [];
      for (let i = placeOf(rows, from, 0); i < rows.length && rows[i]!.time < to; i++) {
        if (!rows[i]!.retired) yield [number, rows[i]!];
      }
    }
  }
}

/** Index of the first row that is not before (time, sequence). */
function placeOf(rows: readonly Row[], time: number, sequence: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle]!;
    if (row.time < time || (row.time === time && row.sequence < sequence)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function put(builder: BatchBuilder, series: number, row: Row): void {
  builder.add(series, row.time, row.received, row.number, row.text, row.quality, row.sequence);
}
