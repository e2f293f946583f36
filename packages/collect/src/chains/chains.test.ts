import { gaussian, seededRandom } from '@musubi/base';
import { BatchBuilder, type FilterStep, Quality, type ReadingBatch } from '@musubi/schema';
import {
  addConnection,
  changeSeries,
  listFilterChains,
  listSeries,
  previewFilterChain,
  saveFilterChain,
} from '@musubi/schema/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tryCollect } from '../testing/try-collect.ts';
import { noiseOf } from './noise.ts';

async function running(readRaw?: () => Promise<ReadingBatch>) {
  const world = await tryCollect(readRaw ? { readRaw } : {});
  await world.call(addConnection, { name: 'h', connector: 'hand', settings: {} });
  await world.start();
  await world.source.emit('lathe', { temp: 20 });
  const { series } = await world.call(listSeries, {});
  const temp = series.find(({ key }) => key === 'temp')!;
  const use = async (steps: FilterStep[], more: { keepRaw?: boolean; id?: string } = {}) => {
    const { chain } = await world.call(saveFilterChain, { name: 'c', steps, ...more });
    await world.call(changeSeries, { id: temp.id, filterChainId: chain.id });
    // A new version is in force a second later.
    await world.clock.advance(1_000);
    return chain;
  };
  return { ...world, temp, use };
}

describe('a filter chain', () => {
  it('works on its series only, and reports what it saved and how wrong it may be', async () => {
    const { source, clock, use, usable, call, stop } = await running();
    await use([{ filter: 'deadband', band: 1 }]);
    for (const temp of [20, 20.4, 20.9, 25, 25.2]) {
      await source.emit('lathe', { temp, other: temp });
      await clock.advance(10);
    }
    expect(usable('temp')).toEqual([20, 20, 25]);
    expect(usable('other')).toEqual([20, 20.4, 20.9, 25, 25.2]);
    const [listed] = (await call(listFilterChains, {})).chains;
    expect(listed).toMatchObject({ seriesCount: 1, received: 5, kept: 2 });
    expect(listed?.maxError).toBeCloseTo(0.9);
    await stop();
  });

  it('is never changed: the version that made a reading is known for ever', async () => {
    const { source, clock, use, usable, collect, call, records, stop } = await running();
    const first = await use([{ filter: 'scale', factor: 10, offset: 0 }]);
    await source.emit('lathe', { temp: 1 });
    const at = clock.now();
    await clock.advance(5_000);
    const { chain } = await call(saveFilterChain, {
      id: first.id,
      name: 'c',
      steps: [{ filter: 'scale', factor: 100, offset: 0 }],
    });
    await source.emit('lathe', { temp: 2 });
    expect(collect.chainVersionAt(chain.id, clock.now())?.version).toBe(1);
    await clock.advance(1_000);
    await source.emit('lathe', { temp: 3 });
    expect(usable('temp')).toEqual([20, 10, 20, 300]);
    expect(collect.chainVersionAt(chain.id, clock.now())?.version).toBe(2);
    const again = await tryCollect({ records });
    expect(again.collect.chainVersionAt(chain.id, at)?.version).toBe(1);
    expect(again.collect.chainVersionAt(chain.id, 0)).toBeUndefined();
    await stop();
  });

  it('keeps the raw readings beside, in a further series, where it is told to', async () => {
    const { source, use, usable, stored, stop } = await running();
    await use([{ filter: 'scale', factor: 2, offset: 0 }], { keepRaw: true });
    await source.emit('lathe', { temp: 4 });
    expect([usable('temp'), usable('temp#raw')]).toEqual([[20, 8], [4]]);
    await stop();
    const marks = stored().filter(({ quality }) => quality === Quality.LinkDown);
    expect(marks.map(({ key }) => key).sort()).toEqual(['temp', 'temp#raw']);
  });

  it('writes features of windows as further series of the same device', async () => {
    const { source, clock, use, usable, call, temp, stop } = await running();
    await use([{ filter: 'window-features', windowMs: 1_000, features: ['max', 'crest'] }]);
    for (const value of [1, 5, 2]) {
      await source.emit('lathe', { temp: value });
      await clock.advance(100);
    }
    await clock.advance(5_000);
    expect(usable('temp#max')).toEqual([5]);
    const { series } = await call(listSeries, {});
    const units = series.filter(({ key }) => key.startsWith('temp#')).map(({ key, unit }) => [key, unit]);
    expect(units).toEqual([
      ['temp#max', temp.unit],
      ['temp#crest', ''],
    ]);
    await stop();
  });

  it('lets out what it holds when the link breaks, before it says so', async () => {
    const { source, clock, use, stored, stop } = await running();
    await use([{ filter: 'swinging-door', error: 1 }]);
    for (const temp of [20, 20.1, 20.2]) {
      await source.emit('lathe', { temp });
      await clock.advance(10);
    }
    source.fail();
    await clock.advance(10);
    const temps = stored().filter(({ key }) => key === 'temp');
    expect(temps.slice(-2).map(({ value, quality }) => [value, quality])).toEqual([
      [20.2, Quality.Good],
      [null, Quality.LinkDown],
    ]);
    await stop();
  });

  it('passes its readings through several steps, also when time alone lets them out', async () => {
    const { source, clock, use, usable, stop } = await running();
    await use([
      { filter: 'debounce', holdMs: 500 },
      { filter: 'scale', factor: 10, offset: 0 },
    ]);
    await source.emit('lathe', { temp: 1 });
    await clock.advance(10);
    await source.emit('lathe', { temp: 2 });
    await clock.advance(3_000);
    expect(usable('temp')).toEqual([20, 10, 20]);
    await stop();
  });

  it('brings its unit to the series', async () => {
    const { use, call, temp, stop } = await running();
    await use([{ filter: 'unit', from: '°C', to: '°F' }]);
    const { series } = await call(listSeries, {});
    expect(series.find(({ id }) => id === temp.id)?.unit).toBe('°F');
    await stop();
  });

  it.each<[string, FilterStep[], boolean]>([
    ['filter.unit-unknown', [{ filter: 'unit', from: 'furlong', to: 'm' }], false],
    [
      'filter.features-not-last',
      [
        { filter: 'window-features', windowMs: 10, features: ['max'] },
        { filter: 'scale', factor: 1, offset: 0 },
      ],
      false,
    ],
    ['filter.raw-would-show', [{ filter: 'pseudonymise', prefix: 'p_' }], true],
    ['filter.pattern-unsafe', [{ filter: 'mask', pattern: '(a+)+', replacement: '*' }], false],
  ])('is refused with %s', async (code, steps, keepRaw) => {
    const { call, stop } = await running();
    await expect(call(saveFilterChain, { name: 'c', steps, keepRaw })).rejects.toMatchObject({ code });
    await stop();
  });
});

describe('a trial of a chain', () => {
  it('shows before and after, the saving, the error and a threshold from the noise', async () => {
    const random = seededRandom(5);
    const builder = new BatchBuilder();
    for (let i = 0; i < 10_000; i++)
      builder.addNumber(1, i * 1_000, i * 1_000, 20 + i / 5_000 + 0.1 * gaussian(random));
    const rows = builder.take();
    const { call, temp, stop } = await running(async () => rows);
    const trial = (steps: FilterStep[]) =>
      call(previewFilterChain, { seriesId: temp.id, from: 0, to: 1e7, steps });
    const bare = await trial([]);
    expect(bare).toMatchObject({ received: 10_000, kept: 10_000, maxError: 0 });
    expect(bare.noise).toBeCloseTo(0.1, 2);
    expect(bare.suggestedThreshold).toBeCloseTo(0.2, 1);
    expect(bare.before.time.length).toBeLessThanOrEqual(4_000);
    const filtered = await trial([{ filter: 'deadband', band: bare.suggestedThreshold! }]);
    expect(filtered.kept).toBeLessThan(3_000);
    expect(filtered.maxError).toBeLessThanOrEqual(bare.suggestedThreshold!);
    expect((await trial([{ filter: 'resample', everyMs: 60_000, method: 'mean' }])).maxError).toBeNull();
    await stop();
  });
});

describe('the noise of a signal', () => {
  it('is found under a trend, steps and spikes', () => {
    const seed = fc.integer();
    const sigma = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(seed, sigma, fc.double({ min: -0.05, max: 0.05, noNaN: true }), (from, true_, slope) => {
        const random = seededRandom(from);
        const values = Array.from({ length: 4_000 }, (_, i) => {
          const spike = i % 97 === 0 ? 1_000 * true_ : 0;
          return i * slope * true_ + (i > 2_000 ? 50 * true_ : 0) + spike + true_ * gaussian(random);
        });
        expect(noiseOf(values)!.sigma / true_).toBeGreaterThan(0.85);
        expect(noiseOf(values)!.sigma / true_).toBeLessThan(1.15);
      }),
      { numRuns: 30 },
    );
  });

  it('is the step of the sensor where a signal mostly stands still, and unknown of a few readings', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 20.1 : 20));
    expect(noiseOf(values)?.suggestedThreshold).toBeCloseTo(0.1);
    expect(noiseOf(Array(100).fill(5))?.suggestedThreshold).toBeNull();
    expect(noiseOf([1, 2, 3])).toBeNull();
  });
});
