import type { Facts } from '@musubi/base';
import type { FactMap } from '@musubi/schema';
import type { RecordKeeper, SeriesKeeper, SeriesStats } from '@musubi/store';

/** What the store said last, and what of it is news. */
export interface StoreWatch {
  look(): Promise<void>;
  readonly stats: SeriesStats | undefined;
  readonly setAside: readonly { file: string; reason: string; at: number }[];
}

/** Looks after the disk and after what was set aside, and tells the facts once. */
export function watchStore(parts: {
  series: SeriesKeeper;
  records: RecordKeeper;
  facts: Facts<FactMap>;
}): StoreWatch {
  let stats: SeriesStats | undefined;
  const told = new Set<string>();
  const setAside = () => [...(stats?.setAside ?? []), ...parts.records.setAside];
  return {
    async look() {
      const before = stats?.paused ?? false;
      stats = await parts.series.stats();
      if (stats.paused !== before) {
        parts.facts.tell('storePaused', {
          paused: stats.paused,
          reason: stats.paused ? 'store.disk-full' : '',
        });
      }
      for (const { file, reason } of setAside()) {
        if (told.has(file)) continue;
        told.add(file);
        parts.facts.tell('storeSetAside', { file, reason });
      }
    },
    get stats() {
      return stats;
    },
    get setAside() {
      return setAside();
    },
  };
}
