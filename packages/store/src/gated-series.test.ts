import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isMusubiError } from '@musubi/base';
import { BatchBuilder, emptyBatch } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatedSeries } from './gated-series.ts';
import type { Reader, ReadGate } from './read-gate.ts';
import type { Selection, SeriesReader } from './series.ts';

/** A reader that only remembers what it was asked for. */
function watchedReader(asked: Selection[]): SeriesReader {
  const remember = (selection: Selection) => {
    asked.push(selection);
    return Promise.resolve(emptyBatch());
  };
  return {
    latest: (series) => remember({ series, from: 0, to: 0 }),
    raw: remember,
    async *scan(selection) {
      yield await remember(selection);
    },
    buckets: async (query) => {
      await remember(query);
      return { grain: 'raw', series: [] };
    },
    timeInState: async (series, span) => {
      await remember({ series: [series], ...span });
      return {};
    },
    origin: async (series, time) => {
      await remember({ series: [series], from: time, to: time + 1 });
      return undefined;
    },
    exportParquet: async (selection) => {
      await remember(selection);
    },
  };
}

const reader: Reader = { kind: 'person', personId: 'p', role: 'viewer' };

/** Every way to read, with the same question. */
function waysToRead(door: GatedSeries, { series, from, to }: Selection): (() => Promise<unknown>)[] {
  return [
    () => door.latest(reader, series, to),
    () => door.raw(reader, { series, from, to, limit: 10 }, 'operate'),
    async () => {
      for await (const batch of door.scan(reader, { series, from, to }, 'export'))
        expect(batch).toBeDefined();
    },
    () =>
      door.buckets(
        reader,
        { series, from, to, bucketMs: 60_000, gapAfterMs: series.map(() => 0) },
        'operate',
      ),
    () => door.timeInState(reader, series[0]!, { from, to }),
    () => door.origin(reader, series[0]!, from, 0),
    () => door.exportParquet(reader, { series, from, to }, 'export.parquet'),
  ];
}

describe('the gated door', () => {
  it('reads nothing when the gate refuses, by whatever method', async () => {
    const asked: Selection[] = [];
    const closed: ReadGate = {
      decide: () => Promise.resolve({ permitted: false, code: 'read.refused', reason: 'no right' }),
    };
    const door = new GatedSeries(watchedReader(asked), closed);
    for (const read of waysToRead(door, { series: [1, 2], from: 0, to: 1_000 })) {
      await expect(read()).rejects.toSatisfy((error) => isMusubiError(error, 'read.refused'));
    }
    expect(await door.permitted(reader, [1, 2], 0)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('never asks the store for more series or a longer span than the gate permits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        async (series, from, length) => {
          const asked: Selection[] = [];
          const even = series.filter((number) => number % 2 === 0);
          const span = { from: from + 10, to: from + 10 + Math.floor(length / 2) };
          const gate: ReadGate = {
            decide: (_, request) =>
              Promise.resolve({
                permitted: true,
                series: request.series.filter((number) => even.includes(number)),
                ...span,
              }),
          };
          const door = new GatedSeries(watchedReader(asked), gate);
          for (const read of waysToRead(door, { series, from, to: from + length })) await read();
          for (const selection of asked) {
            // `latest` has no span and `origin` one reading: their series alone are bounded by the gate.
            expect(even).toEqual(expect.arrayContaining([...selection.series]));
            if (selection.to - selection.from <= 1) continue;
            expect(selection.from).toBeGreaterThanOrEqual(span.from);
            expect(selection.to).toBeLessThanOrEqual(span.to);
          }
        },
      ),
    );
  });
});

describe('a gate that delays', () => {
  const now = 10_000;
  const delayed: ReadGate = {
    decide: (_, request) =>
      Promise.resolve({ permitted: true, series: request.series, from: request.from, to: now - 5_000 }),
  };

  it('hides newer readings also from those who ask for the newest or for their origin', async () => {
    const newest = new BatchBuilder();
    newest.addNumber(1, now - 6_000, now, 20);
    newest.addNumber(2, now - 1_000, now, 21);
    const reads: SeriesReader = { ...watchedReader([]), latest: () => Promise.resolve(newest.take()) };
    const traced: number[] = [];
    reads.origin = (series) => {
      traced.push(series);
      return Promise.resolve({ place: 'hot' });
    };
    const door = new GatedSeries(reads, delayed);
    const seen = await door.latest(reader, [1, 2], now);
    expect([...seen.series.subarray(0, seen.length)]).toEqual([1]);
    expect(await door.origin(reader, 1, now - 6_000, 0)).toEqual({ place: 'hot' });
    expect(await door.origin(reader, 2, now - 1_000, 0)).toBeUndefined();
    expect(traced).toEqual([1]);
  });
});

/** Files that may name the ungated reader: the port, its drivers and tests, and the composition root. */
const MAY_HOLD_THE_READER = [/^packages\/store\/src\//, /^apps\/server\/src\/open-stores\.ts$/];

async function* sources(folder: string): AsyncIterable<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.') || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

describe('every reader of stored readings', () => {
  it('goes through the gated door: no other source names the ungated reader', async () => {
    const root = join(import.meta.dirname, '../../..');
    const others: string[] = [];
    for (const folder of ['packages', 'apps']) {
      for await (const file of sources(join(root, folder))) {
        const path = relative(root, file).split(sep).join('/');
        if (MAY_HOLD_THE_READER.some((pattern) => pattern.test(path))) continue;
        if (/\bSeries(Reader|Store)\b/.test(await readFile(file, 'utf8'))) others.push(path);
      }
    }
    expect(others).toEqual([]);
  });
});
