import {
  cp,
  mkdir,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { FastClock, seededRandom, silentLog } from '@musubi/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchOf, readingsOf, type TestReading } from '../../conformance/readings.ts';
import { inScratchFolder } from '../../conformance/scratch.ts';
import type { SeriesStore } from '../../series.ts';
import { openDuckdbSeries } from './duckdb-series.ts';

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const DAY = 86_400_000;
const origin = { connectionId: 'con_1', deviceId: 'dev_1' };
const everything = { series: [1, 2, 3], from: 0, to: START + 10 * DAY };

const open = (folder: string) =>
  openDuckdbSeries({
    folder,
    clock: new FastClock(START + 4 * DAY),
    log: silentLog,
    ballastBytes: 0,
    memoryLimitMb: 256,
  });

const readings: TestReading[] = Array.from({ length: 6000 }, (_, i) => ({
  series: 1 + (i % 3),
  time: START + Math.floor(i / 3) * 130_000,
  received: START + Math.floor(i / 3) * 130_000 + 40,
  number: Math.round(500 + Math.sin(i) * 1e4) / 100,
  text: i % 500 === 0 ? `停止 ${i}` : null,
}));
const keyOf = (r: { series: number; time: number }) => `${r.series} ${r.time}`;
const known = new Map(readingsOf(batchOf(readings)).map((r) => [keyOf(r), r]));

type Damage = (file: string, at: number) => Promise<void>;

/** Offsets are shares of the file's length, so that every part of every kind of file is hit. */
const damages: Record<string, Damage> = {
  'cut off': async (file, at) => truncate(file, Math.floor((await stat(file)).size * at)),
  zeroed: async (file, at) => overwrite(file, at, (length) => new Uint8Array(length)),
  'one bit flipped': async (file, at) => {
    const content = await readFile(file);
    const place = Math.min(content.length - 1, Math.floor(content.length * at));
    content[place]! ^= 1 << (place % 8);
    await writeFile(file, content);
  },
  'overwritten at random': async (file, at) => {
    const random = seededRandom(Math.floor(at * 1000));
    await overwrite(file, at, (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)));
  },
};

async function overwrite(file: string, at: number, fill: (length: number) => Uint8Array): Promise<void> {
  const { size } = await stat(file);
  const from = Math.floor(size * at);
  const handle = await openFile(file, 'r+');
  try {
    await handle.write(fill(Math.min(4096, Math.max(1, size - from))), 0, undefined, from);
  } finally {
    await handle.close();
  }
}

/** Whatever is read is what was written; whatever is missing is named. */
async function expectHonest(store: SeriesStore): Promise<void> {
  const read = readingsOf(await store.raw({ ...everything, limit: 1e6 }));
  for (const reading of read) expect(reading).toEqual(known.get(keyOf(reading)));
  expect(new Set(read.map(keyOf)).size).toBe(read.length);
  for (const bucketMs of [HOUR, 10 * 60_000]) {
    const { series } = await store.buckets({ ...everything, bucketMs, gapAfterMs: [0, 0, 0] });
    for (const buckets of series) {
      for (let i = 0; i < buckets.length; i++) {
        const inBucket = readings.filter(
          (r) => r.series === buckets.series && Math.floor(r.time / bucketMs) * bucketMs === buckets.time[i],
        );
        expect(inBucket.map((r) => r.number)).toContain(buckets.max[i]);
        expect(buckets.count[i]).toBeLessThanOrEqual(inBucket.length);
      }
    }
  }
  await store.rollUp();
  await store.closeDays(START + 4 * DAY);
  await store.verify();
  const { setAside } = await store.stats();
  if (read.length < readings.length) expect(setAside.length).toBeGreaterThan(0);
  // And the store goes on.
  const more = batchOf([{ series: 1, time: START + 9 * DAY, number: 1 }]);
  expect(await store.append(more, origin)).toMatchObject({ stored: 1 });
}

describe('DuckDB series on a damaged disk (F10, F11)', () => {
  let template = '';
  let done = () => {};
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      void inScratchFolder(async (folder) => {
        template = join(folder, 'template');
        const live = join(folder, 'live');
        await mkdir(live);
        await using store = await open(live);
        await store.append(batchOf(readings.slice(0, 4500)), origin);
        await store.closeDays(START + 2 * DAY);
        await store.append(batchOf(readings.slice(4500)), origin);
        // As a power cut leaves it: two closed days, hot rows, and a log that is not folded in.
        await cp(live, template, { recursive: true });
        await new Promise<void>((ended) => {
          done = ended;
          resolve();
        });
      });
    });
  }, 60_000);
  afterAll(() => done());

  const files = {
    'the hot file': async () => 'hot.duckdb',
    'its log': async () => 'hot.duckdb.wal',
    'the list of days': async () => 'manifest.json',
    'a segment': async () => join('days', '2026', (await segments())[0]!),
    'one-minute aggregates': async () => join('days', '2026', (await segments())[1]!),
  };
  const segments = async () =>
    (await readdir(join(template, 'days', '2026')))
      .filter((name) => name.startsWith('2026-01-05'))
      .sort((a, b) => a.length - b.length);

  for (const [what, file] of Object.entries(files)) {
    for (const [how, damage] of Object.entries(damages)) {
      it(
        `${what}, ${how}: opens, shows no wrong number, names what is lost`,
        () =>
          inScratchFolder(async (scratch) => {
            for (const at of [0, 0.01, 0.37, 0.71, 0.999]) {
              const folder = join(scratch, String(at));
              await cp(template, folder, { recursive: true });
              await damage(join(folder, await file()), at);
              await using store = await open(folder);
              await expectHonest(store);
              await rm(folder, { recursive: true });
            }
          }),
        120_000,
      );
    }
    it(
      `${what}, gone: opens and shows no wrong number`,
      () =>
        inScratchFolder(async (scratch) => {
          const folder = join(scratch, 'gone');
          await cp(template, folder, { recursive: true });
          await rm(join(folder, await file()));
          await using store = await open(folder);
          await expectHonest(store);
        }),
      60_000,
    );
  }

  it(
    'of a hot file with a damaged block, the other blocks are saved',
    () =>
      inScratchFolder(async (scratch) => {
        const folder = join(scratch, 'large');
        const rows = 400_000;
        const numberOf = (n: number) => Math.sin(n);
        {
          await using store = await open(folder);
          for (let first = 0; first < rows; first += 20_000) {
            const part = Array.from({ length: 20_000 }, (_, i) => ({
              series: 1 + ((first + i) % 50),
              time: START + Math.floor((first + i) / 50) * 1000,
              number: numberOf(first + i),
            }));
            await store.append(batchOf(part), origin);
          }
        }
        for (const at of [0.1, 0.5, 0.97]) {
          const damaged = join(scratch, String(at));
          await cp(folder, damaged, { recursive: true });
          await damages['one bit flipped']!(join(damaged, 'hot.duckdb'), at);
          await using store = await open(damaged);
          const series = Array.from({ length: 50 }, (_, i) => i + 1);
          const batch = await store.raw({ series, from: 0, to: START + DAY, limit: 1e6 });
          for (let i = 0; i < batch.length; i++) {
            const n = ((batch.time[i]! - START) / 1000) * 50 + batch.series[i]! - 1;
            if (batch.number[i] !== numberOf(n)) expect(batch.number[i]).toBe(numberOf(n));
          }
          expect(batch.length).toBeGreaterThan(rows / 10);
          const { setAside } = await store.stats();
          if (batch.length < rows) expect(setAside.map(({ file }) => file)).toContain('hot.duckdb');
        }
      }),
    120_000,
  );

  it('a damaged segment is named with its file; the other days stay', () =>
    inScratchFolder(async (scratch) => {
      const folder = join(scratch, 'named');
      await cp(template, folder, { recursive: true });
      const segment = await files['a segment']();
      await damages['one bit flipped']!(join(folder, segment), 0.5);
      await using store = await open(folder);
      const days = new Set(
        readingsOf(await store.raw({ ...everything, limit: 1e6 })).map((r) =>
          Math.floor((r.time - START) / DAY),
        ),
      );
      expect([...days]).toEqual([1, 2, 3]);
      const { setAside } = await store.stats();
      expect(setAside.map(({ file }) => file)).toEqual([segment]);
      const kept = await readdir(join(folder, 'set-aside'));
      expect(kept.some((name) => name.endsWith('2026-01-05.1.parquet'))).toBe(true);
      // Its aggregates were beside it and are read on.
      const answer = await store.buckets({ ...everything, bucketMs: DAY, gapAfterMs: [0, 0, 0] });
      expect(answer.series[0]!.length).toBe(4);
    }));
});
