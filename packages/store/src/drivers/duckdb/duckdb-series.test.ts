import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@musubi/base';
import { testSeriesStore } from '../../conformance/series.ts';
import { openDuckdbSeries } from './duckdb-series.ts';

testSeriesStore('duckdb', async (clock) => {
  const folder = await mkdtemp(join(tmpdir(), 'musubi-series-'));
  const store = await openDuckdbSeries({
    folder,
    clock,
    log: silentLog,
    ballastBytes: 0,
    memoryLimitMb: 256,
  });
  const end = store[Symbol.asyncDispose].bind(store);
  store[Symbol.asyncDispose] = async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  };
  return store;
});
