import { emptyBatch } from '@musubi/schema';
import { Care } from './care.ts';
import { closeDays } from './close-days.ts';
import { forget, retain, snapshot, stats, verify } from './housekeeping.ts';
import type { StoreCalls } from './messages.ts';
import { buckets } from './read-buckets.ts';
import { exportParquet, lastWithin, origin, raw, slices, spansBefore } from './reads.ts';
import { rollUp } from './roll-up.ts';
import type { Store } from './store.ts';

/** The calls as the worker serves them: each is told the wall time of its asking first. */
export type ServedCalls = {
  [Name in keyof StoreCalls]: (
    now: number,
    ...args: Parameters<StoreCalls[Name]>
  ) => ReturnType<StoreCalls[Name]>;
};

export function serve(store: Store): ServedCalls {
  const care = new Care(store);
  return {
    commit: async (now, job) => ({ results: await care.append(job, now), buffer: job.buffer }),
    latest: async (_now, series) => store.newest.read(series),
    raw: (now, query) => care.ask(raw(store, query), now),
    slices: async (_now, span) => slices(store, span),
    buckets: (now, query) => care.ask(buckets(store, query), now),
    async lastBefore(now, series, time) {
      for (const span of spansBefore(time)) {
        const found = await care.ask(lastWithin(store, series, span), now);
        if (found.length > 0) return found;
      }
      return emptyBatch();
    },
    origin: (now, series, time, sequence) => care.ask(origin(store, series, time, sequence), now),
    exportParquet: (now, selection, file) => care.ask(exportParquet(store, selection, file), now),
    stats: () => stats(store),
    rollUp: (now, at) => care.keep(() => rollUp(store, at), now),
    closeDays: (now, at) => care.keep(() => closeDays(store, at), now),
    retain: (now, before) => care.keep(() => retain(store, before), now),
    forget: (now, series, at) => care.keep(() => forget(store, series, at), now),
    verify: (now) => care.keep(() => verify(store, now), now),
    snapshot: (now, folder) => care.keep(() => snapshot(store, folder), now),
    close: () => care.close(),
  };
}
