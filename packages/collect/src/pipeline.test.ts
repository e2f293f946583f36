import { Facts, FastClock, MusubiError, type Random, seededRandom, silentLog } from '@musubi/base';
import { BatchBuilder, type Connection, type FactMap, isUsable, type ReadingBatch } from '@musubi/schema';
import { memoryRecords, memorySeries } from '@musubi/store/drivers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChainRegister } from './chains/chain-register.ts';
import { Directory } from './directory.ts';
import { Pipeline } from './pipeline.ts';
import type { Sink } from './sink.ts';
import { addValue } from './value.ts';

const connection: Connection = {
  id: 'con_1',
  name: 'c',
  connector: 'x',
  settings: {},
  enabled: true,
  builtIn: false,
  simulated: false,
  createdAt: 0,
};

async function pipelineTo(sink: Sink, gatewayLimit?: number) {
  const clock = new FastClock();
  const records = memoryRecords({ clock });
  const directory = await Directory.open({
    records,
    clock,
    facts: new Facts<FactMap>(silentLog),
    language: 'ja',
  });
  const chains = await ChainRegister.open(records, clock);
  const stored: ReadingBatch[] = [];
  const pipeline = new Pipeline({
    directory,
    chains,
    pseudonymKey: new Uint8Array(32),
    sink,
    clock,
    random: seededRandom(1),
    log: silentLog,
    gatewayLimit,
    onStored: (batch) => stored.push(batch),
  });
  const entry = directory.own(connection, 'lathe', 'lathe');
  return { clock, pipeline, directory, entry, stored };
}

const acknowledging: Sink = { append: async (batch) => ({ stored: batch.length, duplicates: 0, late: 0 }) };

/** What a sick sensor says. */
function sickValue(random: Random): unknown {
  const sick = [
    Number.NaN,
    Infinity,
    -Infinity,
    1e308 * 10,
    'err',
    '---',
    true,
    null,
    { a: 1 },
    9_999,
    -9_999,
  ];
  return random() < 0.3 ? sick[Math.floor(random() * sick.length)] : Math.round(random() * 1_000) / 8;
}

describe('the way of a batch', () => {
  it('is the batch itself where no series has a filter chain: nothing is copied', async () => {
    const { pipeline, entry, stored, clock } = await pipelineTo(acknowledging);
    const builder = new BatchBuilder();
    builder.addNumber(entry.series('a', { kind: 'number' }), clock.now(), clock.now(), 1);
    const batch = builder.take();
    await pipeline.emit(batch, entry, 'con_1');
    expect(stored[0]).toBe(batch);
  });

  it('sums a million readings of a sick sensor as if the sick ones had never been', async () => {
    const { pipeline, directory, entry, stored, clock } = await pipelineTo(acknowledging);
    const number = entry.series('temp', { kind: 'number' });
    directory.changeSeries({ ...directory.series(number), range: { low: -100, high: 1_000 } });
    const random = seededRandom(21);
    let expected = 0;
    for (let at = 0; at < 1_000_000; ) {
      const builder = new BatchBuilder(10_000);
      for (let i = 0; i < 10_000; i++, at++) {
        const value = sickValue(random);
        addValue(builder, number, 'number', clock.now() - 1_000_000 + at, clock.now(), value);
        if (typeof value === 'number' && Math.abs(value) <= 1_000) expected += value;
      }
      await pipeline.emit(builder.take(), entry, 'con_1');
    }
    let sum = 0;
    let kept = 0;
    for (const batch of stored) {
      kept += batch.length;
      for (let i = 0; i < batch.length; i++) if (isUsable(batch.quality[i]!)) sum += batch.number[i]!;
    }
    expect([kept, sum]).toEqual([1_000_000, expected]);
  });

  it('ends in the same store whatever is delivered twice or out of order', async () => {
    const delivery = fc.record({
      readings: fc.array(fc.nat(200), { minLength: 1, maxLength: 40 }),
      again: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 12 }), async (deliveries) => {
        const series = memorySeries({ clock: new FastClock() });
        const { pipeline, entry, clock } = await pipelineTo({
          append: (batch, origin) => series.append(batch, origin),
        });
        const number = entry.series('temp', { kind: 'number' });
        const from = clock.now() - 1_000;
        const emit = (times: readonly number[]) => {
          const builder = new BatchBuilder();
          for (const at of times) builder.addNumber(number, from + at, clock.now(), at);
          return pipeline.emit(builder.take(), entry, 'con_1');
        };
        let stored = 0;
        for (const { readings, again } of deliveries) {
          stored += (await emit(readings)).stored;
          if (again) expect((await emit(readings)).stored).toBe(0);
        }
        const times = [...new Set(deliveries.flatMap(({ readings }) => readings))].sort((a, b) => a - b);
        const kept = await series.raw({ series: [number], from: 0, to: clock.now() + 1, limit: 10_000 });
        expect([...kept.number.subarray(0, kept.length)]).toEqual(times);
        expect(stored).toBe(times.length);
        await series[Symbol.asyncDispose]();
      }),
      { numRuns: 40 },
    );
  });

  it('holds no more than its limit in a burst while nothing can be stored, and loses nothing of it', async () => {
    let isFull = true;
    let appended = 0;
    const { pipeline, directory, clock } = await pipelineTo(
      {
        async append(batch) {
          if (isFull) throw new MusubiError('us', 'store.disk-full', 'full');
          appended += batch.length;
          return { stored: batch.length, duplicates: 0, late: 0 };
        },
      },
      10_000,
    );
    const emitted = Array.from({ length: 2_000 }, (_, tag) => {
      const entry = directory.own(connection, `d${tag % 100}`, `d${tag % 100}`);
      const number = entry.series(`tag${tag}`, { kind: 'number' });
      const builder = new BatchBuilder(20);
      for (let i = 0; i < 20; i++) builder.addNumber(number, clock.now() + i, clock.now(), i);
      return pipeline.emit(builder.take(), entry, 'con_1');
    });
    await clock.advance(30_000);
    expect([pipeline.gateway.health.held, appended]).toEqual([10_000, 0]);
    isFull = false;
    for (let turn = 0; turn < 100 && appended < 40_000; turn++) await clock.advance(1_000);
    const delivered = await Promise.all(emitted);
    expect(delivered.reduce((sum, { stored }) => sum + stored, 0)).toBe(40_000);
  });

  it('marks a broken link behind the newest reading, also of a source that is a little ahead', async () => {
    const { pipeline, entry, stored, clock } = await pipelineTo(acknowledging);
    const builder = new BatchBuilder();
    builder.addNumber(entry.series('a', { kind: 'number' }), clock.now() + 4_000, clock.now(), 1);
    await pipeline.emit(builder.take(), entry, 'con_1');
    await pipeline.linkDown([entry], 'con_1');
    await pipeline.linkDown([entry], 'con_1');
    expect(stored).toHaveLength(2);
    expect(stored[1]?.time[0]).toBeGreaterThanOrEqual(stored[0]!.time[0]!);
    expect(stored[1]?.number[0]).toBeNaN();
  });
});
