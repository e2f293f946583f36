import { must } from '@musubi/base';
import { type ReadingBatch, textAt } from '@musubi/schema';
import type { AppendResult } from '../../series.ts';
import { DAY_MS, MINUTE_MS } from '../reading-rules.ts';
import { failureOf } from './checkpoint.ts';
import { freshAmong } from './fresh-rows.ts';
import { inTransaction } from './hot-file.ts';
import type { Source } from './manifest.ts';
import { type CommitJob, columnsIn } from './messages.ts';
import type { Store } from './store.ts';
import { setWhole } from './table-writer.ts';
import { quote } from './tables.ts';

/** The engine begins a commit of its own behind this many rows of one writer. */
const ROWS_OUTSIDE_TRANSACTION = 200_000;

type Window = [series: number, slot: number];

/** Rows of one commit, sorted out. */
interface Sorted {
  batch: ReadingBatch;
  results: AppendResult[];
  /** Source of each append and the first row behind it. */
  ends: { source: number; end: number }[];
  /** Rows newer than all of their series, in order. */
  ahead: Uint32Array;
  aheadCount: number;
  /** Rows that are late or repeated, and which of them would be late. */
  behind: number[];
  lateRows: Set<number>;
}

/** Makes the rows of a job durable with one commit; each append gets its own counts. */
export async function commit(store: Store, job: CommitJob): Promise<AppendResult[]> {
  const batch = columnsIn(job.buffer, job.capacity, job.length, job.texts);
  const newSources = sourcesOf(store, job);
  const dirty: Window[] = [];
  const days = new Map<number, number>();
  try {
    const sorted = sortOut(store, batch, job);
    const isPlain =
      sorted.behind.length === 0 &&
      newSources.length === 0 &&
      sorted.aheadCount < ROWS_OUTSIDE_TRANSACTION &&
      !touchesRolled(store, sorted);
    const write = async () => {
      for (const source of newSources) {
        const values = [String(source.id), quote(source.connectionId), quote(source.deviceId)];
        await store.hot.writer.run(`INSERT INTO sources VALUES (${values.join(', ')})`);
      }
      const ahead = sorted.ahead.subarray(0, sorted.aheadCount);
      writeRows(store, sorted, ahead);
      store.hot.rows.hot.flush();
      countDays(batch, ahead, days);
      if (isPlain) return;
      markWindows(store, batch, ahead, dirty);
      if (sorted.behind.length > 0) {
        const fresh = await freshAmong(store, batch, sorted.behind);
        countBehind(sorted, fresh);
        writeRows(store, sorted, fresh);
        store.hot.rows.hot.flush();
        countDays(batch, fresh, days);
        markWindows(store, batch, fresh, dirty);
      }
      if (dirty.length > 0) store.hot.rows.dirty.flush();
    };
    if (isPlain) await write();
    else await inTransaction(store.hot.writer, write);
    // A commit of duplicates alone leaves no trace and gets no number.
    if (sorted.results.some(({ stored }) => stored > 0)) store.mark.set(++store.batch);
    store.newest.keep(batch);
    for (const [day, count] of days) store.countHot(day, count);
    return sorted.results;
  } catch (error) {
    store.newest.takeBack();
    store.unmarkDirty(dirty);
    for (const source of newSources) store.removeSource(source);
    throw await failureOf(store, error);
  }
}

function sourcesOf(store: Store, job: CommitJob): Source[] {
  const added: Source[] = [];
  for (const { origin } of job.appends) {
    if (store.source(origin.connectionId, origin.deviceId)) continue;
    const id = 1 + store.sources.reduce((most, source) => Math.max(most, source.id), 0);
    const source = { id, ...origin };
    store.addSource(source);
    added.push(source);
  }
  return added;
}

function sortOut(store: Store, batch: ReadingBatch, job: CommitJob): Sorted {
  const sorted: Sorted = {
    batch,
    results: [],
    ends: [],
    ahead: new Uint32Array(batch.length),
    aheadCount: 0,
    behind: [],
    lateRows: new Set(),
  };
  let row = 0;
  for (const { rows, origin } of job.appends) {
    const result: AppendResult = { stored: 0, duplicates: 0, late: 0 };
    const end = row + rows;
    for (; row < end; row++) {
      const order = store.newest.offer(batch, row);
      if (order > 0) {
        sorted.ahead[sorted.aheadCount++] = row;
        result.stored++;
      } else if (order === 0) result.duplicates++;
      else {
        sorted.behind.push(row);
        if (batch.time[row]! < store.newest.timeOf(batch.series[row]!)) sorted.lateRows.add(row);
      }
    }
    sorted.results.push(result);
    const source = must(store.source(origin.connectionId, origin.deviceId), 'source').id;
    sorted.ends.push({ source, end });
  }
  return sorted;
}

function touchesRolled(store: Store, { batch, ahead, aheadCount }: Sorted): boolean {
  const rolled = store.rollingTo * MINUTE_MS;
  for (let i = 0; i < aheadCount; i++) {
    if (batch.time[ahead[i]!]! < rolled) return true;
  }
  return false;
}

function countBehind(sorted: Sorted, fresh: readonly number[]): void {
  const isFresh = new Set(fresh);
  let append = 0;
  for (const row of sorted.behind) {
    while (row >= sorted.ends[append]!.end) append++;
    const result = sorted.results[append]!;
    if (!isFresh.has(row)) result.duplicates++;
    else {
      result.stored++;
      if (sorted.lateRows.has(row)) result.late++;
    }
  }
}

/** Hands rows to the hot table's writer; rows ascend. */
function writeRows(store: Store, { batch, ends }: Sorted, rows: ArrayLike<number>): void {
  const commitNumber = store.batch + 1;
  let append = 0;
  store.hot.rows.hot.write(rows.length, (columns, from, count) => {
    const [series, time, delay, sequence, quality, number, text, source, commits] = columns;
    for (let i = 0; i < count; i++) {
      const row = rows[from + i]!;
      const itsTime = batch.time[row]!;
      while (row >= ends[append]!.end) append++;
      series[i] = batch.series[row]!;
      setWhole(time, i, itsTime);
      setWhole(delay, i, batch.received[row]! - itsTime);
      sequence[i] = batch.sequence[row]!;
      quality[i] = batch.quality[row]!;
      // Adding 0 makes one zero of two.
      number[i] = batch.number[row]! + 0;
      if (batch.text[row] !== 0) text.set(i, textAt(batch, row)!);
      source[i] = ends[append]!.source;
    }
    commits.fill(commitNumber, 0, count);
  });
}

/** Marks the windows that rows touch after they were rolled up; those that were clean are added to `dirty`. */
function markWindows(store: Store, batch: ReadingBatch, rows: ArrayLike<number>, dirty: Window[]): void {
  const rolled = store.rollingTo * MINUTE_MS;
  const first = dirty.length;
  for (let i = 0; i < rows.length; i++) {
    const time = batch.time[rows[i]!]!;
    if (time >= rolled || store.days.isFinal(Math.floor(time / DAY_MS))) continue;
    const series = batch.series[rows[i]!]!;
    const slot = Math.floor(time / MINUTE_MS);
    if (store.markDirty(series, slot)) dirty.push([series, slot]);
  }
  store.hot.rows.dirty.write(dirty.length - first, ([series, slot], from, count) => {
    for (let i = 0; i < count; i++) {
      const window = dirty[first + from + i]!;
      series[i] = window[0];
      slot[i] = window[1];
    }
  });
}

function countDays(batch: ReadingBatch, rows: ArrayLike<number>, days: Map<number, number>): void {
  let from = 0;
  let until = 0;
  let count = 0;
  const put = () => {
    const day = from / DAY_MS;
    if (count > 0) days.set(day, (days.get(day) ?? 0) + count);
    count = 0;
  };
  for (let i = 0; i < rows.length; i++) {
    const time = batch.time[rows[i]!]!;
    if (time < from || time >= until) {
      put();
      from = Math.floor(time / DAY_MS) * DAY_MS;
      until = from + DAY_MS;
    }
    count++;
  }
  put();
}
