import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FastClock, silentLog, systemClock } from '@musubi/base';
import { type Asset, assetRecord, BatchBuilder, put } from '@musubi/schema';
import type { SeriesStore } from '@musubi/store';
import { openDuckdbSeries, openFileDocuments, openSqliteRecords } from '@musubi/store/drivers';
import { expect, it } from 'vitest';
import { verifyLog } from '../audit/verify-log.ts';
import { openBackups } from './backups.ts';
import { restoreBackup } from './restore-backup.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5);
const PER_DAY = 2_000;
const origin = { connectionId: 'con_1', deviceId: 'dev_1' };
const draft = { actor: 'system', actorName: '', act: 'asset.added', result: 'done', details: {} } as const;
const lathe: Asset = { id: 'lathe', name: '旋盤', kind: 'machine', simulated: false, createdAt: 1 };

/** The stores of a data folder as the product opens them. */
async function openAll(folder: string) {
  const clock = systemClock;
  const log = silentLog;
  await mkdir(join(folder, 'keys'), { recursive: true });
  const records = await openSqliteRecords({ folder: join(folder, 'records'), clock, log });
  const series = await openDuckdbSeries({ folder: join(folder, 'series'), clock, log, ballastBytes: 0 });
  const documents = await openFileDocuments({ folder: join(folder, 'documents') });
  const close = async () => {
    for (const store of [records, series, documents]) await store[Symbol.asyncDispose]();
  };
  return { records, series, documents, close };
}

async function fillDay(series: SeriesStore, day: number): Promise<void> {
  const builder = new BatchBuilder();
  for (let i = 0; i < PER_DAY; i++) {
    const time = START + day * DAY_MS + i * 1_000;
    builder.addNumber(1 + (i % 4), time, time, Math.sin(i));
  }
  await series.append(builder.take(), origin);
}

async function readings(series: SeriesStore): Promise<string> {
  const batch = await series.raw({ series: [1, 2, 3, 4], from: START, to: START + 9 * DAY_MS, limit: 1e6 });
  return JSON.stringify([batch.length, ...batch.number.subarray(0, batch.length)]);
}

it('a whole installation on DuckDB, SQLite and files comes back from its backup, closed days and open ones', async () => {
  const root = await mkdtemp(join(tmpdir(), 'musubi-whole-'));
  try {
    const data = join(root, 'data');
    const live = await openAll(data);
    await fillDay(live.series, 0);
    await live.series.closeDays(START + DAY_MS);
    await fillDay(live.series, 1);
    await live.records.writeAudited([put(assetRecord, 'lathe', lathe)], draft);
    const { sha256 } = await live.documents.put(Readable.from([Buffer.from('原本')]));
    const backups = await openBackups({
      ...live,
      clock: new FastClock(START),
      log: silentLog,
      folders: { keys: join(data, 'keys'), backups: join(root, 'backups'), scratch: join(data, 'scratch') },
      openScratch: openAll,
    });
    const id = await backups.start(() => draft);
    // Machines don't wait for a backup.
    await fillDay(live.series, 2);
    expect(await backups.settled()).toMatchObject({ state: 'good' });
    const into = join(root, 'restored');
    const file = join(root, 'backups', `${id}.musubi-backup`);
    const manifest = await restoreBackup({ file, key: await backups.recoveryKey(), into });
    expect(manifest.readings).toBeGreaterThanOrEqual(2 * PER_DAY);
    const back = await openAll(into);
    const { readings: kept, setAside } = await back.series.stats();
    expect([kept >= 2 * PER_DAY, setAside, back.records.setAside]).toEqual([true, [], []]);
    expect((await back.series.verify()).damaged).toEqual([]);
    if (kept === 2 * PER_DAY) await fillDay(back.series, 2);
    expect(await readings(back.series)).toBe(await readings(live.series));
    expect((await back.records.get(assetRecord, 'lathe'))?.value).toEqual(lathe);
    expect((await verifyLog(back.records)).intact).toBe(true);
    expect(await back.documents.has(sha256)).toBe(true);
    expect(await readdir(join(data, 'scratch'))).toEqual([]);
    await back.close();
    await live.close();
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
