import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Facts } from '@musubi/base';
import type { FactMap } from '@musubi/schema';
import {
  type DocumentStore,
  GatedSeries,
  type ReadGate,
  type RecordStore,
  type SeriesKeeper,
  type SeriesReader,
  type SeriesWriter,
} from '@musubi/store';
import { openDuckdbSeries, openFileDocuments, openSqliteRecords } from '@musubi/store/drivers';
import type { Config } from './config/settings.ts';
import type { Effects } from './effects.ts';
import type { Lifetime } from './lifetime.ts';
import { type StoreWatch, watchStore } from './tasks/store-watch.ts';

/** Everything that is kept, and the bus on which the parts tell each other what happened. */
export interface Stores {
  series: SeriesWriter & SeriesKeeper;
  /** The reading half never leaves this file but behind a gate. */
  readBehind(gate: ReadGate): GatedSeries;
  records: RecordStore;
  documents: DocumentStore;
  facts: Facts<FactMap>;
  watch: StoreWatch;
  /** For what lies on disk for moments. */
  scratchFolder: string;
}

export async function openStores(config: Config, { clock, log }: Effects, life: Lifetime): Promise<Stores> {
  const at = (name: string) => join(config.data, name);
  const facts = new Facts<FactMap>(log);
  const records = await openSqliteRecords({
    folder: at('records'),
    setAsideFolder: at('set-aside'),
    clock,
    log,
  });
  life.closing('records', async () => records[Symbol.asyncDispose]());
  const documents = await openFileDocuments({ folder: at('documents') });
  life.closing('documents', async () => documents[Symbol.asyncDispose]());
  const series = await openDuckdbSeries({ folder: at('series'), clock, log });
  life.closing('series', async () => series[Symbol.asyncDispose]());
  const watch = watchStore({ series, records, facts });
  await watch.look();
  mkdirSync(at('scratch'), { recursive: true, mode: 0o700 });
  const reader: SeriesReader = series;
  return {
    series,
    readBehind: (gate) => new GatedSeries(reader, gate),
    records,
    documents,
    facts,
    watch,
    scratchFolder: at('scratch'),
  };
}

/** A restored data folder apart from the running one, to look at it. */
export async function openScratch(folder: string, { clock, log }: Effects) {
  const records = await openSqliteRecords({ folder: join(folder, 'records'), clock, log });
  const series = await openDuckdbSeries({ folder: join(folder, 'series'), clock, log, ballastBytes: 0 });
  return { series, records };
}
