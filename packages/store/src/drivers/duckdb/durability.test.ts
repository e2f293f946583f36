import { cp, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FastClock, silentLog } from '@musubi/base';
import { emptyBatch } from '@musubi/schema';
import { describe, expect, it } from 'vitest';
import { batchOf, readingsOf } from '../../conformance/readings.ts';
import { inScratchFolder } from '../../conformance/scratch.ts';
import {
  detectFaultTools,
  failingSync,
  faultTest,
  openLoopDisk,
  openSmallDisk,
  startWriter,
  type WriterProcess,
} from '../../faults/index.ts';
import { openDuckdbSeries } from './duckdb-series.ts';

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const DAY = 86_400_000;
const origin = { connectionId: 'con_trial', deviceId: 'dev_0' };
const everything = { series: [1, 2, 3, 4, 5], from: 0, to: START + 4000 * HOUR };

const tools = await detectFaultTools();
const writer = (folder: string, start = 0, before: readonly string[] = [], ballastBytes = 0) =>
  startWriter({
    script: new URL('./reading-writer.ts', import.meta.url),
    args: [folder, String(start), String(ballastBytes)],
    before,
  });
const open = (folder: string) =>
  openDuckdbSeries({
    folder,
    clock: new FastClock(START + 5 * DAY),
    log: silentLog,
    ballastBytes: 0,
    memoryLimitMb: 256,
  });

/** Every reading of the acknowledged batches is there once, with its value; nothing had to be set aside. */
async function expectAllKept(folder: string, acknowledged: readonly string[]): Promise<void> {
  await using store = await open(folder);
  const readings = readingsOf(await store.raw({ ...everything, limit: 1e6 }));
  const keys = new Set(readings.map(({ series, time }) => `${series} ${time}`));
  expect(keys.size).toBe(readings.length);
  for (const { series, time, number, received } of readings) {
    const batch = Math.floor((time - START) / HOUR);
    const row = (time - START - batch * HOUR) / 1000;
    expect([series, number, received]).toEqual([1 + (row % 5), batch + row / 100, time + 7]);
  }
  const lost = acknowledged.filter((batch) => {
    const first = START + Number(batch) * HOUR;
    return Array.from({ length: 50 }, (_, i) => `${1 + (i % 5)} ${first + i * 1000}`).some(
      (key) => !keys.has(key),
    );
  });
  expect(lost).toEqual([]);
  expect((await store.stats()).setAside).toEqual([]);
  expect((await store.verify()).damaged).toEqual([]);
  const buckets = await store.buckets({ ...everything, bucketMs: HOUR, gapAfterMs: [0, 0, 0, 0, 0] });
  const counted = buckets.series.flatMap(({ count }) => [...count]).reduce((sum, n) => sum + n, 0);
  expect(counted).toBe(readings.length);
}

const codes = (process: WriterProcess) => [
  ...new Set(process.complaints.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).code)),
];

describe('DuckDB series under faults', () => {
  it('what was appended is there after closing and opening again', () =>
    inScratchFolder(async (folder) => {
      const readings = Array.from({ length: 500 }, (_, i) => ({
        series: 1 + (i % 3),
        time: START + i * 600_000,
        number: i,
        text: i % 7 === 0 ? `状態 ${i}` : null,
      }));
      for (const [at, part] of [
        readings.slice(0, 200),
        readings.slice(200, 400),
        readings.slice(400),
      ].entries()) {
        await using store = await open(folder);
        expect(await store.append(batchOf(part), origin)).toMatchObject({ stored: part.length });
        expect(await store.append(batchOf(part), origin)).toMatchObject({ duplicates: part.length });
        if (at < 2) await store.closeDays(START + at * DAY);
      }
      await using store = await open(folder);
      expect((await store.raw({ ...everything, limit: 1e6 })).length).toBe(500);
      expect(readingsOf(await store.latest([2]))).toEqual(readingsOf(batchOf([readings[499]!])));
      expect(await store.append(batchOf(readings), origin)).toEqual({ stored: 0, duplicates: 500, late: 0 });
      expect((await store.origin(1, START, 0))?.batch).toMatchObject({ connectionId: 'con_trial' });
    }));

  it(
    'F1: a killed program loses nothing acknowledged and stores nothing twice, round after round',
    () =>
      inScratchFolder(async (folder) => {
        const acknowledged: string[] = [];
        for (let round = 1; round <= 5; round++) {
          // The last batches of the round before are sent again, as a source does that got no answer.
          const start = Math.max(0, ...acknowledged.map(Number)) - 10;
          await using process = writer(folder, Math.max(0, start));
          await process.reached(round * 47);
          await process.kill();
          acknowledged.push(...process.acknowledged);
          await expectAllKept(folder, acknowledged);
        }
      }),
    120_000,
  );

  faultTest(
    tools.powerCut,
    'F2: a power cut loses nothing acknowledged, round after round',
    async () => {
      for (let round = 1; round <= 3; round++) {
        await using disk = await openLoopDisk({ megabytes: 64 });
        await using process = writer(disk.folder);
        await process.reached(round * 70);
        await process.freeze();
        await using after = await disk.afterPowerCut();
        await expectAllKept(after.folder, process.acknowledged);
      }
    },
    120_000,
  );

  faultTest(tools.failingSync, 'F8: nothing is acknowledged from the first failed sync on', () =>
    inScratchFolder(async (folder) => {
      await using process = writer(folder, 0, failingSync({ from: 40 }));
      await process.ended;
      expect(codes(process)).toEqual(['store.failed']);
      expect(process.acknowledged.length).toBeGreaterThan(0);
      await expectAllKept(folder, process.acknowledged);
    }),
  );

  faultTest(
    tools.diskFull,
    'F5: a full disk pauses writing, reading goes on, and room resumes it',
    async () => {
      await using disk = await openSmallDisk({ megabytes: 40 });
      const paused: boolean[] = [];
      await using store = await openDuckdbSeries({
        folder: `${disk.folder}/series`,
        clock: new FastClock(START + 50 * DAY),
        log: silentLog,
        ballastBytes: 2 ** 21,
        memoryLimitMb: 256,
        onPaused: (isPaused) => paused.push(isPaused),
      });
      const batch = (hour: number) =>
        batchOf(
          Array.from({ length: 5000 }, (_, i) => ({
            series: 1 + (i % 5),
            time: START + hour * HOUR + i * 700,
            number: Math.sin(hour * 5000 + i),
          })),
        );
      let stored = 0;
      const fill = async () => {
        for (;;) await store.append(batch(stored), origin).then(() => stored++);
      };
      // Two days are closed before the disk is full; retention will give their room back.
      while (stored < 48) await store.append(batch(stored), origin).then(() => stored++);
      await store.closeDays(START + 2 * DAY);
      await expect(fill()).rejects.toMatchObject({ code: 'store.disk-full' });
      expect(stored).toBeGreaterThan(50);
      expect(paused).toEqual([true]);
      expect((await store.stats()).paused).toBe(true);
      expect((await store.raw({ ...everything, limit: 1e7 })).length).toBe(stored * 5000);
      expect(await store.retain(START + 2 * DAY)).toEqual({ deletedDays: 2 });
      expect(await store.append(batch(stored), origin)).toMatchObject({ stored: 5000 });
      expect(paused).toEqual([true, false]);
      expect((await store.stats()).paused).toBe(false);
      expect(await store.append(batch(stored), origin)).toMatchObject({ stored: 0 });
    },
  );

  it('F12: a log larger than the memory limit is opened', () =>
    inScratchFolder(async (folder) => {
      const live = join(folder, 'live');
      const copy = join(folder, 'copy');
      const rows = 900_000;
      await using store = await open(live);
      for (let first = 0; first < rows; first += 30_000) {
        const batch = emptyBatch(30_000);
        batch.length = 30_000;
        for (let i = 0; i < batch.length; i++) {
          batch.series[i] = 1 + (i % 5);
          batch.time[i] = batch.received[i] = START + (first + i) * 10;
          batch.number[i] = first + i;
        }
        await store.append(batch, origin);
      }
      await cp(live, copy, { recursive: true });
      const log = await stat(join(copy, 'hot.duckdb.wal'));
      expect(log.size).toBeGreaterThan(32 * 2 ** 20);
      await using again = await openDuckdbSeries({
        folder: copy,
        clock: new FastClock(START + 5 * DAY),
        log: silentLog,
        ballastBytes: 0,
        memoryLimitMb: 16,
      });
      expect((await again.stats()).readings).toBe(rows);
      expect((await again.stats()).setAside).toEqual([]);
    }));

  it('F24: a burst waits in the queue instead of filling the memory', () =>
    inScratchFolder(async (folder) => {
      await using store = await openDuckdbSeries({
        folder,
        clock: new FastClock(START),
        log: silentLog,
        ballastBytes: 0,
        queueRows: 20_000,
      });
      let under = 0;
      const burst = Array.from({ length: 200 }, (_, b) =>
        store
          .append(
            batchOf(
              Array.from({ length: 500 }, (_, i) => ({ series: 1 + i, time: START + b * 1000, number: b })),
            ),
            origin,
          )
          .then(({ stored }) => {
            under += stored;
          }),
      );
      await Promise.all(burst);
      expect(under).toBe(100_000);
      expect((await store.stats()).readings).toBe(100_000);
    }));
});
