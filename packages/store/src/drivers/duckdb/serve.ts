import { MusubiError, reasonOf } from '@musubi/base';
import type { TimeSpan } from '../../series.ts';
import { MINUTE_MS } from '../reading-rules.ts';
import { commit } from './append.ts';
import { checkpoint, failureOf, logBytes } from './checkpoint.ts';
import { closeDays } from './close-days.ts';
import { forget, retain, snapshot, stats, verify } from './housekeeping.ts';
import type { StoreCalls } from './messages.ts';
import { reopen } from './open-store.ts';
import { readBuckets } from './read-buckets.ts';
import { exportParquet, lastBefore, origin, raw, slices } from './reads.ts';
import { rollUp } from './roll-up.ts';
import type { Store } from './store.ts';

/** The calls as the worker serves them: each is told the wall time of its asking first. */
export type ServedCalls = {
  [Name in keyof StoreCalls]: (
    now: number,
    ...args: Parameters<StoreCalls[Name]>
  ) => ReturnType<StoreCalls[Name]>;
};

/** The log is folded into the hot file in a quiet moment from this size on, and at once from the second on. */
const CHECKPOINT_BYTES = 32 * 2 ** 20;
const CHECKPOINT_NOW_BYTES = 192 * 2 ** 20;
/** Log bytes of a reading, measured; the size of the file itself would have to be asked for at each commit. */
const LOG_BYTES_PER_READING = 60;

export function serve(store: Store): ServedCalls {
  let healing: Promise<void> | undefined;
  let loggedSinceCheckpoint = 0;

  /** Opens the hot file anew after a failed write; many callers share one try. */
  const heal = (now: number): Promise<void> => {
    healing ??= store.keeping
      .take(() => store.writing.take(() => store.passage.change(() => reopen(store, now))))
      .catch((error: unknown) => {
        throw new MusubiError('us', 'store.failed', reasonOf(error), {
          details: { reason: reasonOf(error) },
        });
      })
      .finally(() => {
        healing = undefined;
      });
    return healing;
  };

  const whole = async (now: number): Promise<void> => {
    if (store.broken !== undefined) await heal(now);
  };

  /** In a quiet moment; one that does not succeed is tried again in the next. */
  const foldLog = async (from: number): Promise<void> => {
    if ((await logBytes(store)) < from) return;
    loggedSinceCheckpoint = 0;
    await store.writing.take(() => checkpoint(store)).catch(() => {});
  };

  /** Writing needs room, and after a failure a hot file that was opened and written whole again. */
  const writable = async (now: number): Promise<void> => {
    const wasPaused = store.room.paused;
    if (!(await store.room.allowsWriting())) {
      // The log is ten times larger than what it becomes in the file: folding it in makes room first.
      if (!wasPaused) await foldLog(0);
      throw new MusubiError('us', 'store.disk-full', 'the disk is full: writing is paused');
    }
    await whole(now);
    if (store.isUnproven) await store.writing.take(() => checkpoint(store));
  };

  /** One task of housekeeping; when one fails half-way, the hot file is opened anew before anything else. */
  const keep = <T>(now: number, task: () => Promise<T>): Promise<T> =>
    whole(now).then(() =>
      store.keeping.take(async () => {
        try {
          const result = await task();
          await foldLog(CHECKPOINT_BYTES);
          return result;
        } catch (error) {
          throw await failureOf(store, error);
        }
      }),
    );

  const reading = async <T>(
    now: number,
    span: TimeSpan,
    kinds: readonly ('raw' | 'minutes')[],
    task: () => Promise<T>,
  ): Promise<T> => {
    await whole(now).catch(() => {});
    for (const kind of kinds) await store.days.check(kind, span, now);
    return store.passage.read(task);
  };

  return {
    async commit(now, job) {
      await writable(now);
      const times = job.length === 0 ? undefined : spanOf(new Float64Array(job.buffer, 0, job.length));
      // Repeated rows are looked for in segments, which must be what they were.
      if (times && times.from < (store.days.all.at(-1)?.day ?? -1) * 86_400_000 + 86_400_000) {
        await store.days.check('raw', times, now);
      }
      try {
        const results = await store.writing.take(() => commit(store, job));
        loggedSinceCheckpoint += job.length * LOG_BYTES_PER_READING;
        if (loggedSinceCheckpoint > CHECKPOINT_NOW_BYTES) await foldLog(CHECKPOINT_NOW_BYTES);
        return { results, buffer: job.buffer };
      } catch (error) {
        await heal(now).catch(() => {});
        throw error;
      }
    },
    async latest(_now, series) {
      return store.newest.read(series);
    },
    raw: (now, query) => reading(now, query, ['raw'], () => raw(store, query)),
    async slices(_now, span) {
      return slices(store, span);
    },
    buckets: (now, query) => {
      const kinds = query.bucketMs % MINUTE_MS === 0 ? (['minutes', 'raw'] as const) : (['raw'] as const);
      return reading(now, query, kinds, () => readBuckets(store, query));
    },
    lastBefore: (now, series, time) =>
      reading(now, { from: 0, to: time }, ['raw'], () => lastBefore(store, series, time)),
    origin: (now, series, time, sequence) =>
      reading(now, { from: time, to: time + 1 }, ['raw'], () => origin(store, series, time, sequence)),
    exportParquet: (now, selection, file) =>
      reading(now, selection, ['raw'], () => exportParquet(store, selection, file)),
    stats: () => stats(store),
    rollUp: (now, at) => keep(now, () => rollUp(store, at)),
    closeDays: (now, at) => keep(now, () => closeDays(store, at)),
    retain: (now, before) => keep(now, () => retain(store, before)),
    forget: (now, series, at) => keep(now, () => forget(store, series, at)),
    verify: (now) => keep(now, () => verify(store, now)),
    snapshot: (now, folder) => keep(now, () => snapshot(store, folder)),
    async close() {
      await store.keeping.take(() =>
        store.writing.take(async () => {
          await store.hot.writer.run('CHECKPOINT').catch(() => {});
          store.hot.close();
          store.mark.close();
        }),
      );
    },
  };
}

function spanOf(times: Float64Array): TimeSpan {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const time of times) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return { from, to: to + 1 };
}
