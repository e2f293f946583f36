import { FastClock, MusubiError, seededRandom, silentLog } from '@musubi/base';
import { BatchBuilder, type ReadingBatch, textAt } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sink } from '../sink.ts';
import { Gateway, type GatewayParts } from './gateway.ts';

const origin = (device: string) => ({ connectionId: 'con_1', deviceId: device });

function batchOf(series: number, from: number, rows: number): ReadingBatch {
  const builder = new BatchBuilder(rows);
  for (let i = 0; i < rows; i++) builder.addText(series, from + i, from + i, `row ${from + i}`);
  return builder.take();
}

/** A sink that idempotently keeps rows by key and fails as `fate` says, before or after storing. */
function sinkWith(fate: () => 'store' | 'fail' | 'store-and-fail') {
  const kept = new Map<string, string | null>();
  const order: number[] = [];
  const appends: number[] = [];
  const sink: Sink = {
    async append(batch) {
      const what = fate();
      await Promise.resolve();
      if (what === 'fail') throw new MusubiError('us', 'store.disk-full', 'disk full');
      let stored = 0;
      appends.push(batch.length);
      for (let i = 0; i < batch.length; i++) {
        const key = `${batch.series[i]}:${batch.time[i]}:${batch.sequence[i]}`;
        if (kept.has(key)) continue;
        kept.set(key, textAt(batch, i));
        order.push(batch.time[i]!);
        stored++;
      }
      // The batch is the sink's now: it may be transferred, so nobody may read it afterwards.
      batch.time.fill(0);
      batch.texts.length = 0;
      if (what === 'store-and-fail') throw new MusubiError('us', 'store.failed', 'the answer was lost');
      return { stored, duplicates: batch.length - stored, late: 0 };
    },
  };
  return { sink, kept, order, appends };
}

function gatewayOn(sink: Sink, more: Partial<GatewayParts> = {}) {
  const clock = new FastClock();
  return { clock, gateway: new Gateway({ sink, clock, random: seededRandom(1), log: silentLog, ...more }) };
}

describe('the gateway', () => {
  it('keeps everything acknowledged exactly once and each device in order, whatever the sink does', async () => {
    const fate = fc.constantFrom('store', 'store', 'fail', 'store-and-fail' as const);
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(fc.array(fate as fc.Arbitrary<'store'>), sizes, async (fates, rows) => {
        const { sink, kept, order } = sinkWith(() => fates.shift() ?? 'store');
        const { gateway, clock } = gatewayOn(sink, { limit: 40 });
        let acknowledged = 0;
        let at = 1;
        const deliveries = rows.map(async (count) => {
          const from = at;
          at += count;
          await gateway.deliver(batchOf(7, from, count), origin('dev_1'));
          acknowledged += count;
          for (let i = 0; i < count; i++) expect(kept.get(`7:${from + i}:0`)).toBe(`row ${from + i}`);
        });
        while (acknowledged < at - 1) await clock.advance(10_000);
        await Promise.all(deliveries);
        expect(kept.size).toBe(at - 1);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(gateway.health).toMatchObject({ held: 0, failingSince: undefined });
      }),
    );
  });

  it('stores what waits for one device together', async () => {
    const { sink, appends } = sinkWith(() => 'store');
    const { gateway } = gatewayOn(sink);
    const all = [0, 10, 20, 30].map((from) => gateway.deliver(batchOf(1, from, 10), origin('dev_1')));
    expect(await Promise.all(all)).toEqual(Array(4).fill({ stored: 10, duplicates: 0 }));
    expect(appends).toEqual([10, 30]);
  });

  it('lets callers wait while it holds as much as it may, and loses nothing of it', async () => {
    let full = true;
    const { sink, kept } = sinkWith(() => (full ? 'fail' : 'store'));
    const { gateway, clock } = gatewayOn(sink, { limit: 50 });
    const all = Array.from({ length: 20 }, (_, i) => gateway.deliver(batchOf(i, 0, 10), origin(`dev_${i}`)));
    await clock.advance(60_000);
    expect(gateway.health.held).toBeLessThanOrEqual(50);
    expect(gateway.health.problem).toBe('store.disk-full');
    full = false;
    await clock.advance(60_000);
    expect(await Promise.all(all)).toHaveLength(20);
    expect(kept.size).toBe(200);
  });

  it('passes a delivery alone that is heavier than the limit', async () => {
    const { sink } = sinkWith(() => 'store');
    const { gateway } = gatewayOn(sink, { limit: 5 });
    expect(await gateway.deliver(batchOf(1, 0, 100), origin('dev_1'))).toEqual({
      stored: 100,
      duplicates: 0,
    });
  });

  it('tells the one who delivered what can never be stored, and goes on', async () => {
    const sink: Sink = {
      async append(batch) {
        if (batch.series[0] === 1) throw new MusubiError('caller', 'store.series-unknown', 'no such series');
        return { stored: batch.length, duplicates: 0, late: 0 };
      },
    };
    const { gateway } = gatewayOn(sink);
    await expect(gateway.deliver(batchOf(1, 0, 1), origin('dev_1'))).rejects.toThrow('no such series');
    await expect(gateway.deliver(batchOf(2, 0, 1), origin('dev_1'))).resolves.toBeDefined();
  });

  it('drains before it closes, and afterwards takes nothing', async () => {
    const { sink, kept } = sinkWith(() => 'store');
    const { gateway } = gatewayOn(sink);
    const delivered = gateway.deliver(batchOf(1, 0, 10), origin('dev_1'));
    await gateway.close(1_000);
    await expect(delivered).resolves.toEqual({ stored: 10, duplicates: 0 });
    expect(kept.size).toBe(10);
    await expect(gateway.deliver(batchOf(1, 0, 1), origin('dev_1'))).rejects.toThrow('closed');
  });

  it('gives up unacknowledged what it could not store by the deadline', async () => {
    const { sink } = sinkWith(() => 'fail');
    const { gateway, clock } = gatewayOn(sink, { limit: 10 });
    const results = Promise.allSettled(
      [0, 10, 20].map((from) => gateway.deliver(batchOf(1, from, 10), origin('dev_1'))),
    );
    await clock.advance(1_000);
    const closed = gateway.close(5_000);
    await clock.advance(5_000);
    await closed;
    expect((await results).map((result) => result.status)).toEqual(Array(3).fill('rejected'));
  });

  it('appends nothing before what the readings refer to is durable', async () => {
    const { sink, appends } = sinkWith(() => 'store');
    let ready = false;
    const beforeAppend = async () => {
      if (!ready) throw new MusubiError('us', 'record.failed', 'not yet');
    };
    const { gateway, clock } = gatewayOn(sink, { beforeAppend });
    const delivered = gateway.deliver(batchOf(1, 0, 10), origin('dev_1'));
    await clock.advance(10_000);
    expect(appends).toEqual([]);
    ready = true;
    await clock.advance(10_000);
    await expect(delivered).resolves.toBeDefined();
  });
});
