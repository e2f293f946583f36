import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, FastClock } from '@musubi/base';
import { Quality } from '@musubi/schema';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memorySeries } from '../drivers/memory/memory-series.ts';
import type { BatchOrigin, BucketQuery, SeriesStore } from '../series.ts';
import { anyReadings, batchOf, bucketsAsData, readingsOf, type TestReading } from './readings.ts';

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const lathe: BatchOrigin = { connectionId: 'con_mqtt', deviceId: 'dev_lathe' };
const press: BatchOrigin = { connectionId: 'con_http', deviceId: 'dev_press' };
const everything = { from: 0, to: START + 400 * DAY };

/**
 * What every driver of the series port must do. `open` gives an empty store; what it used is removed by the driver's
 * own test when the store is disposed.
 */
export function testSeriesStore(name: string, open: (clock: Clock) => Promise<SeriesStore>): void {
  describe(`${name}: series store`, () => {
    let clock: FastClock;
    let store: SeriesStore;
    beforeEach(async () => {
      clock = new FastClock(START + 12 * HOUR);
      store = await open(clock);
    });
    afterEach(() => store[Symbol.asyncDispose]());

    const add = (readings: readonly TestReading[], origin = lathe) => store.append(batchOf(readings), origin);
    const read = async (series: number[], span = everything, limit = 1e6) =>
      readingsOf(await store.raw({ series, ...span, limit }));

    describe('keeping', () => {
      test('gives back what was appended, ordered by series, time, sequence', async () => {
        await add([
          { series: 2, time: START + 5, number: 1.25 },
          { series: 1, time: START + 9, text: 'ACTIVE', quality: Quality.Repaired },
          { series: 1, time: START + 3, number: -0.1, sequence: 1 },
          { series: 1, time: START + 3, number: 4e-9, sequence: 0 },
          { series: 1, time: START + 20, number: Number.POSITIVE_INFINITY, quality: Quality.Infinite },
          { series: 1, time: START + 21, text: 'raw 12,5 °C', quality: Quality.WrongType },
        ]);
        expect(await read([2, 1])).toEqual(
          readingsOf(
            batchOf([
              { series: 1, time: START + 3, number: 4e-9, sequence: 0 },
              { series: 1, time: START + 3, number: -0.1, sequence: 1 },
              { series: 1, time: START + 9, text: 'ACTIVE', quality: Quality.Repaired },
              { series: 1, time: START + 20, number: Number.POSITIVE_INFINITY, quality: Quality.Infinite },
              { series: 1, time: START + 21, text: 'raw 12,5 °C', quality: Quality.WrongType },
              { series: 2, time: START + 5, number: 1.25 },
            ]),
          ),
        );
      });

      test('an empty batch is stored without a trace', async () => {
        expect(await add([])).toEqual({ stored: 0, duplicates: 0, late: 0 });
        expect((await store.stats()).readings).toBe(0);
      });

      test('columns longer than the batch are cut at its length', async () => {
        const batch = batchOf([
          { series: 1, time: START, number: 1 },
          { series: 1, time: START + 1, number: 2 },
        ]);
        batch.length = 1;
        await store.append(batch, lathe);
        expect(await read([1])).toHaveLength(1);
      });

      test('the same key twice keeps the first and counts a duplicate', async () => {
        const first = [
          { series: 1, time: START, number: 1 },
          { series: 1, time: START + 1, number: 2 },
        ];
        expect(await add(first)).toEqual({ stored: 2, duplicates: 0, late: 0 });
        const again = [
          { series: 1, time: START, number: 99 },
          { series: 1, time: START + 1, number: 99 },
          { series: 1, time: START + 1, number: 3, sequence: 1 },
          { series: 1, time: START + 1, number: 98, sequence: 1 },
        ];
        expect(await add(again)).toEqual({ stored: 1, duplicates: 3, late: 0 });
        expect((await read([1])).map((r) => r.number)).toEqual([1, 2, 3]);
      });

      test('rows older than the newest of their series are stored and counted as late', async () => {
        await add([{ series: 1, time: START + 10, number: 1 }]);
        const result = await add([
          { series: 1, time: START + 5, number: 2 },
          { series: 1, time: START + 11, number: 3 },
          { series: 1, time: START + 5, number: 4 },
          { series: 2, time: START + 1, number: 5 },
        ]);
        expect(result).toEqual({ stored: 3, duplicates: 1, late: 1 });
      });

      test('many batches appended at once each get their own counts', async () => {
        const results = await Promise.all(
          Array.from({ length: 40 }, (_, i) =>
            add([
              { series: 1 + (i % 4), time: START + Math.floor(i / 8), number: i },
              { series: 9, time: START + i, number: i },
            ]),
          ),
        );
        // Four series × five times are new; each comes twice.
        expect(results.reduce((sum, r) => sum + r.stored, 0)).toBe(20 + 40);
        expect(results.reduce((sum, r) => sum + r.duplicates, 0)).toBe(20);
      });

      test('refuses impossible times and series, and keeps nothing of that batch', async () => {
        for (const wrong of [
          { series: 1, time: -1 },
          { series: 1, time: START + 0.5 },
          { series: 1, time: Number.NaN },
          { series: 1, time: START, received: 1e15 },
          { series: 2 ** 24, time: START },
        ]) {
          const batch = [{ series: 1, time: START + 7, number: 1 }, wrong];
          await expect(add(batch)).rejects.toMatchObject({ code: 'store.invalid-reading' });
        }
        expect(await read([1])).toEqual([]);
      });
    });

    describe('reading', () => {
      test('raw keeps to its span and limit', async () => {
        await add(Array.from({ length: 10 }, (_, i) => ({ series: 1, time: START + i, number: i })));
        expect((await read([1], { from: START + 2, to: START + 5 })).map((r) => r.number)).toEqual([2, 3, 4]);
        expect((await read([1], everything, 3)).map((r) => r.number)).toEqual([0, 1, 2]);
        expect(await read([1], everything, 0)).toEqual([]);
        expect(await read([])).toEqual([]);
        expect(await read([1], { from: START + 5, to: START + 5 })).toEqual([]);
      });

      test('latest gives the newest reading whatever its quality, in the order asked', async () => {
        await add([
          { series: 1, time: START + 5, number: 1 },
          { series: 2, time: START + 1, text: 'ACTIVE' },
          { series: 1, time: START + 6, quality: Quality.LinkDown },
          { series: 1, time: START + 2, number: 7 },
        ]);
        expect(readingsOf(await store.latest([2, 3, 1]))).toEqual(
          readingsOf(
            batchOf([
              { series: 2, time: START + 1, text: 'ACTIVE' },
              { series: 1, time: START + 6, quality: Quality.LinkDown },
            ]),
          ),
        );
      });

      test('scan gives the same as raw, in portions', async () => {
        await add(
          Array.from({ length: 25_000 }, (_, i) => ({ series: 1 + (i % 3), time: START + i * 1000 })),
        );
        await store.closeDays(START + 12 * HOUR);
        const seen = [];
        let portions = 0;
        for await (const batch of store.scan({ series: [1, 2, 3], ...everything })) {
          portions++;
          for (const r of readingsOf(batch)) seen.push(`${r.series} ${r.time}`);
        }
        expect(portions).toBeGreaterThan(1);
        expect(seen).toEqual((await read([1, 2, 3])).map((r) => `${r.series} ${r.time}`));
      });

      test('a scan may be left early', async () => {
        await add(Array.from({ length: 25_000 }, (_, i) => ({ series: 1, time: START + i * 1000 })));
        for await (const batch of store.scan({ series: [1], ...everything })) {
          expect(batch.length).toBeGreaterThan(0);
          break;
        }
        expect(await read([1], everything, 1)).toHaveLength(1);
      });

      test('time in state runs from one reading to the next and is unknown after an unusable one', async () => {
        await add([
          { series: 1, time: START, text: 'ACTIVE' },
          { series: 1, time: START + 10_000, text: 'STOPPED' },
          { series: 1, time: START + 15_000, quality: Quality.LinkDown },
          { series: 1, time: START + 40_000, text: 'ACTIVE' },
          { series: 2, time: START, number: 1 },
          { series: 2, time: START + 30_000, number: 0 },
        ]);
        const span = { from: START + 4_000, to: START + 50_000 };
        expect(await store.timeInState(1, span)).toEqual({ ACTIVE: 16_000, STOPPED: 5_000 });
        expect(await store.timeInState(2, span)).toEqual({ '1': 26_000, '0': 20_000 });
        expect(await store.timeInState(3, span)).toEqual({});
        const open = { from: START + 11 * HOUR, to: START + 20 * HOUR };
        expect(await store.timeInState(1, open)).toEqual({ ACTIVE: HOUR });
      });

      test('time in state knows a state that began days ago', async () => {
        await add([{ series: 1, time: START - 40 * DAY, text: 'READY' }]);
        await store.closeDays(START);
        expect(await store.timeInState(1, { from: START, to: START + HOUR })).toEqual({ READY: HOUR });
      });

      test('a point leads back to its batch, connection and device', async () => {
        await add([{ series: 1, time: START, received: START + 10 * HOUR, number: 1 }]);
        await add([{ series: 2, time: START, received: START + 10 * HOUR + 9, number: 1 }], press);
        await add([{ series: 1, time: START + 1, received: START + 10 * HOUR + 20, number: 2 }]);
        const batch = {
          connectionId: 'con_mqtt',
          receivedFrom: START + 10 * HOUR,
          receivedTo: START + 10 * HOUR + 20,
          readings: 2,
        };
        expect(await store.origin(1, START, 0)).toMatchObject({ place: 'hot', batch });
        await store.rollUp();
        expect(await store.origin(1, START, 0)).toMatchObject({ place: 'hot', batch });
        await store.closeDays(START + DAY);
        expect(await store.origin(1, START, 0)).toMatchObject({ place: 'segment', batch });
        expect((await store.origin(2, START, 0))?.batch?.connectionId).toBe('con_http');
        expect(await store.origin(1, START, 1)).toBeUndefined();
        expect(await store.origin(7, START, 0)).toBeUndefined();
      });

      test('an export is one Parquet file of the selection', async () => {
        await add([
          { series: 1, time: START - DAY, number: 1 },
          { series: 1, time: START, number: 2, text: 'raw' },
        ]);
        await store.closeDays(START);
        const folder = await mkdtemp(join(tmpdir(), 'musubi-export-'));
        try {
          const file = join(folder, 'readings.parquet');
          await store.exportParquet({ series: [1], ...everything }, file);
          expect((await stat(file)).size).toBeGreaterThan(100);
          expect(await readdir(folder)).toEqual(['readings.parquet']);
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    });

    describe('buckets', () => {
      const ask = async (query: Partial<BucketQuery> & { bucketMs: number }) =>
        bucketsAsData(
          await store.buckets({ series: [1], from: START, to: START + DAY, gapAfterMs: [0], ...query }),
        );

      test('fresh readings are in every bucket at once, before and after the roll-up', async () => {
        await add([
          { series: 1, time: START + 1, number: 2 },
          { series: 1, time: START + 2, number: 100 },
          { series: 1, time: START + 3, number: 3 },
          { series: 1, time: START + 4, number: 50, quality: Quality.OutOfRange },
        ]);
        for (const bucketMs of [7_000, MINUTE, HOUR, DAY]) {
          const before = await ask({ bucketMs });
          await store.rollUp();
          expect(await ask({ bucketMs })).toEqual(before);
          expect(before.series[0]).toMatchObject({
            time: [START - (START % bucketMs)],
            min: [2],
            max: [100],
            mean: [35],
            first: [2],
            last: [3],
            count: [3],
            unusable: [1],
          });
        }
      });

      test('the level read is the coarsest that answers exactly', async () => {
        expect((await ask({ bucketMs: 90_500 })).grain).toBe('raw');
        expect((await ask({ bucketMs: 5 * MINUTE })).grain).toBe('minute');
        expect((await ask({ bucketMs: 6 * HOUR })).grain).toBe('hour');
      });

      test('a bucket without usable numbers shows none', async () => {
        await add([{ series: 1, time: START, number: 5, quality: Quality.Bad }]);
        const [bucket] = (await ask({ bucketMs: MINUTE })).series;
        expect(bucket).toMatchObject({ min: [Number.NaN], mean: [Number.NaN], count: [0], unusable: [1] });
      });

      test('a state series shows the last state of each bucket', async () => {
        await add([
          { series: 1, time: START, text: 'ACTIVE' },
          { series: 1, time: START + 1, text: 'STOPPED' },
          { series: 1, time: START + 2, text: 'broken', quality: Quality.WrongType },
          { series: 1, time: START + HOUR, number: 4 },
        ]);
        expect((await ask({ bucketMs: HOUR })).series[0]?.text).toEqual(['STOPPED', null]);
        expect((await ask({ bucketMs: HOUR, to: START })).series[0]?.text).toBeUndefined();
      });

      test('silence counts from the allowed interval on, up to now', async () => {
        await add([
          { series: 1, time: START, number: 1 },
          { series: 1, time: START + 10 * MINUTE, number: 1 },
          { series: 1, time: START + 11.5 * HOUR, number: 1 },
        ]);
        const gaps = async (bucketMs: number) =>
          (await ask({ bucketMs, gapAfterMs: [MINUTE] })).series[0]?.gapMs;
        const first = [9 * MINUTE + 49 * MINUTE, 30 * MINUTE + 29 * MINUTE];
        expect(await gaps(HOUR)).toEqual(first);
        await store.closeDays(START + DAY);
        expect(await gaps(HOUR)).toEqual(first);
        expect(await gaps(MINUTE)).toEqual([0, 0, 0]);
      });

      test('equals the model whatever came, late or twice, at every level, closed or open', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(anyReadings(START - DAY - 2 * HOUR, DAY + 6 * HOUR, 60), { minLength: 1, maxLength: 4 }),
            fc.array(fc.constantFrom('rollUp', 'closeDays', 'nothing'), { minLength: 4, maxLength: 4 }),
            fc.integer({ min: -DAY - 3 * HOUR, max: HOUR }),
            fc.integer({ min: 0, max: 30 * HOUR }),
            async (batches, between, from, length) => {
              await using mine = await open(clock);
              await using model = memorySeries({ clock });
              for (const [i, readings] of batches.entries()) {
                const origin = i % 2 === 0 ? lathe : press;
                const expected = await model.append(batchOf(readings), origin);
                expect(await mine.append(batchOf(readings), origin)).toEqual(expected);
                if (between[i] === 'rollUp') await mine.rollUp();
                if (between[i] === 'closeDays') await mine.closeDays(START);
              }
              const selection = { series: [1, 2, 3], from: START + from, to: START + from + length };
              expect(readingsOf(await mine.raw({ ...selection, limit: 1e6 }))).toEqual(
                readingsOf(await model.raw({ ...selection, limit: 1e6 })),
              );
              expect(readingsOf(await mine.latest([3, 2, 1]))).toEqual(
                readingsOf(await model.latest([3, 2, 1])),
              );
              for (const bucketMs of [45_500, MINUTE, 7 * MINUTE, HOUR, 4 * HOUR]) {
                const query = { ...selection, bucketMs, gapAfterMs: [10_000, 90_000, 0] };
                expect(bucketsAsData(await mine.buckets(query))).toEqual(
                  bucketsAsData(await model.buckets(query)),
                );
              }
              expect(await mine.timeInState(1, selection)).toEqual(await model.timeInState(1, selection));
            },
          ),
          { numRuns: 25 },
        );
      }, 120_000);

      test('one sample beyond a limit is visible at every zoom', async () => {
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 0, max: 8_639 }), async (at) => {
            await using mine = await open(clock);
            const day = Array.from({ length: 8_640 }, (_, i) => ({
              series: 1,
              time: START - DAY + i * 10_000,
              number: i === at ? 99 : 20,
            }));
            await mine.append(batchOf(day), lathe);
            await mine.closeDays(START);
            for (const bucketMs of [15_000, MINUTE, 11 * MINUTE, HOUR, DAY]) {
              const answer = await mine.buckets({
                series: [1],
                from: START - DAY,
                to: START,
                bucketMs,
                gapAfterMs: [0],
              });
              expect(Math.max(...answer.series[0]!.max)).toBe(99);
            }
          }),
          { numRuns: 5 },
        );
      });
    });

    describe('days', () => {
      test('closing a day changes nothing that is read', async () => {
        const readings = Array.from({ length: 3000 }, (_, i) => ({
          series: 1 + (i % 2),
          time: START - DAY + i * 40_000,
          number: i / 100,
        }));
        await add(readings);
        const query = { series: [1, 2], ...everything, bucketMs: HOUR, gapAfterMs: [0, 60_000] };
        const before = [await read([1, 2]), bucketsAsData(await store.buckets(query))];
        await store.closeDays(START + HOUR);
        expect([await read([1, 2]), bucketsAsData(await store.buckets(query))]).toEqual(before);
        expect(await store.stats()).toMatchObject({ readings: 3000, days: 1, series: 2, paused: false });
        expect(await store.verify()).toEqual({ checked: 1, damaged: [] });
      });

      test('late rows of a closed day are readable at once and merged at the next closing', async () => {
        await add([{ series: 1, time: START - 30 * DAY, number: 1 }]);
        await store.closeDays(START);
        const late = [
          { series: 1, time: START - 30 * DAY, number: 9 },
          { series: 1, time: START - 30 * DAY - 1000, number: 2 },
          { series: 1, time: START - 30 * DAY + 1000, number: 3 },
        ];
        expect(await add(late)).toEqual({ stored: 2, duplicates: 1, late: 1 });
        for (const act of [() => store.rollUp(), () => store.closeDays(START), () => store.rollUp()]) {
          expect((await read([1])).map((r) => r.number)).toEqual([2, 1, 3]);
          const answer = await store.buckets({ series: [1], ...everything, bucketMs: DAY, gapAfterMs: [0] });
          expect([...answer.series[0]!.count]).toEqual([1, 2]);
          await act();
        }
        expect((await store.stats()).readings).toBe(3);
      });

      test('retention deletes raw days and keeps their aggregates', async () => {
        await add([
          { series: 1, time: START - 3 * DAY, number: 1 },
          { series: 1, time: START - DAY, number: 2 },
          { series: 2, time: START - 3 * DAY, number: 7 },
        ]);
        await store.closeDays(START);
        expect(await store.retain(START - 2 * DAY)).toEqual({ deletedDays: 1 });
        expect((await read([1, 2])).map((r) => r.number)).toEqual([2]);
        for (const bucketMs of [MINUTE, HOUR, DAY]) {
          const answer = await store.buckets({ series: [1], ...everything, bucketMs, gapAfterMs: [0] });
          expect([...answer.series[0]!.max]).toEqual([1, 2]);
        }
        expect(readingsOf(await store.latest([2]))).toHaveLength(1);
        expect(await store.origin(1, START - 3 * DAY, 0)).toBeUndefined();
        expect(await store.retain(START - 2 * DAY)).toEqual({ deletedDays: 0 });
      });

      test('forgetting removes a series from everywhere and no other', async () => {
        for (const series of [1, 2]) {
          await add([
            { series, time: START - DAY, number: series },
            { series, time: START, number: series },
          ]);
        }
        await store.closeDays(START);
        await store.forget([1]);
        expect((await read([1, 2])).map((r) => r.series)).toEqual([2, 2]);
        expect((await store.latest([1])).length).toBe(0);
        const query = { series: [1, 2], ...everything, bucketMs: DAY, gapAfterMs: [0, 0] };
        expect((await store.buckets(query)).series.map((b) => b.length)).toEqual([0, 2]);
        expect(await add([{ series: 1, time: START - DAY, number: 5 }])).toMatchObject({
          stored: 1,
          late: 0,
        });
        expect(await store.verify()).toMatchObject({ damaged: [] });
      });

      test('a snapshot fills an empty folder while writing goes on', async () => {
        await add([{ series: 1, time: START - DAY, number: 1 }]);
        await store.closeDays(START);
        const folder = await mkdtemp(join(tmpdir(), 'musubi-snapshot-'));
        try {
          const writing = Promise.all(
            Array.from({ length: 20 }, (_, i) => add([{ series: 1, time: START + i, number: i }])),
          );
          await store.snapshot(folder);
          await writing;
          expect((await readdir(folder)).length).toBeGreaterThan(0);
          expect(await read([1])).toHaveLength(21);
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    });
  });
}
