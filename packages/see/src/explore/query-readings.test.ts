import { Quality } from '@musubi/schema';
import type { Output, queryReadings } from '@musubi/schema/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callAsViewer, HOUR, smallFactory } from '../testing/small-factory.ts';
import { mountQueryReadings } from './query-readings.ts';

type Answer = Output<typeof queryReadings>;

async function withSources() {
  const factory = await smallFactory();
  const mounted = mountQueryReadings({ records: factory.records, series: factory.gated });
  const query = (input: object) => callAsViewer<Answer>(mounted, { seriesIds: ['ser_load'], ...input });
  return { ...factory, query };
}

describe('the trend explorer', () => {
  it('shows raw readings where they are few, buckets where they are many', async () => {
    const { clock, append, query } = await withSources();
    const start = clock.now();
    await append((batch) => {
      for (let i = 0; i < 7_200; i++) batch.addNumber(1, start + i * 1_000, start + i * 1_000, i);
    });
    const near = await query({ from: start, to: start + 60_000, buckets: 500 });
    expect([near.grain, near.bucketMs, near.series[0]!.time.length]).toEqual(['raw', 0, 60]);
    const far = await query({ from: start, to: start + 2 * HOUR, buckets: 100 });
    expect(far.bucketMs).toBe(120_000);
    expect(far.series[0]!.time.length).toBe(60);
    expect(far.series[0]!.max[0]).toBe(119);
  });

  it('keeps a peak of one reading at every width of the picture', async () => {
    const { clock, append, query } = await withSources();
    const start = clock.now();
    await append((batch) => {
      for (let i = 0; i < 3_600; i++) batch.addNumber(1, start + i * 1_000, start, i === 1_777 ? 99 : 1);
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5_000 }), async (buckets) => {
        const answer = await query({ from: start, to: start + HOUR, buckets });
        expect(Math.max(...answer.series[0]!.max.map(Number))).toBe(99);
      }),
      { numRuns: 30 },
    );
  });

  it('draws no line through a reading that is not usable, nor over a silence', async () => {
    const { clock, append, query } = await withSources();
    const start = clock.now();
    await append((batch) => {
      batch.addNumber(1, start, start, 5);
      batch.addNumber(1, start + 1_000, start, 6, Quality.OutOfRange);
      batch.addNumber(1, start + 20_000, start, 7);
    });
    const [shown] = (await query({ from: start, to: start + 30_000 })).series;
    expect(shown!.mean).toEqual([5, null, 7]);
    expect(shown!.quality).toEqual([0, Quality.OutOfRange, 0]);
    expect(shown!.gapMs).toEqual([0, 0, 16_000]);
  });

  it('says how long each state lasted', async () => {
    const { clock, append, query } = await withSources();
    const start = clock.now();
    await append((batch) => {
      batch.addText(2, start, start, '運転');
      batch.addText(2, start + 40_000, start, '停止');
    });
    const answer = await query({ seriesIds: ['ser_state'], from: start, to: start + 60_000 });
    expect(answer.series[0]!.timeInState).toMatchObject({ 運転: 40_000 });
  });

  it('says that there is more, and refuses what does not exist', async () => {
    const { clock, append, query } = await withSources();
    const start = clock.now();
    await append((batch) => {
      for (let i = 0; i < 10; i++) batch.addNumber(1, start + i, start, i);
    });
    expect((await query({ from: start, to: start + HOUR, limit: 10 })).truncated).toBe(false);
    const cut = await query({ from: start, to: start + HOUR, limit: 9 });
    expect([cut.truncated, cut.series[0]!.time.length]).toEqual([true, 9]);
    await expect(query({ seriesIds: ['ser_none'], from: 0, to: 1 })).rejects.toMatchObject({
      code: 'see.unknown-series',
    });
    await expect(query({ from: 1, to: 1 })).rejects.toMatchObject({ code: 'see.empty-span' });
  });

  it('shows nothing of what the gate refuses', async () => {
    const { clock, append, query, setGate } = await withSources();
    const start = clock.now();
    await append((batch) => batch.addNumber(1, start, start, 1));
    setGate(() => ({ permitted: false, code: 'gate.unknown-reader', reason: 'nobody' }));
    await expect(query({ from: start, to: start + HOUR })).rejects.toMatchObject({
      code: 'gate.unknown-reader',
    });
    setGate((request) => ({ permitted: true, ...request, series: [] }));
    expect((await query({ from: start, to: start + HOUR })).series[0]!.time).toEqual([]);
  });
});
