import { Facts, FastClock, silentLog } from '@musubi/base';
import { BatchBuilder, type FactMap, type ReadingBatch, type RecordReader, series } from '@musubi/schema';
import { decodeLiveFrame } from '@musubi/schema/api';
import { GatedSeries, type ReadGate } from '@musubi/store';
import { describe, expect, it } from 'vitest';
import { LiveHub } from './live-hub.ts';

const viewer = { kind: 'person', personId: 'per_1', role: 'viewer' } as const;

function factory() {
  const clock = new FastClock();
  const facts = new Facts<FactMap>(silentLog);
  const forbidden = new Set<number>();
  const gate: ReadGate = {
    decide: async (_, request) => ({
      permitted: true,
      series: request.series.filter((number) => !forbidden.has(number)),
      from: request.from,
      to: request.to,
    }),
  };
  const stored = new Map<number, number>();
  const reader = {
    latest: async (numbers: readonly number[]) =>
      batchOf(numbers.filter((n) => stored.has(n)).map((n) => [n, stored.get(n)!])),
  };
  const records = {
    get: async (_: unknown, id: string) => {
      const value = series.parse({
        id,
        number: Number(id.slice(4)),
        deviceId: 'dev_1',
        key: id,
        name: id,
        kind: 'number',
        createdAt: 0,
      });
      return { id, value, revision: 1, changedAt: 0 };
    },
  } as unknown as RecordReader;
  const hub = new LiveHub({
    series: new GatedSeries(reader as never, gate),
    records,
    facts,
    clock,
    log: silentLog,
  });
  const hear = (...readings: [number, number][]) =>
    facts.tell('readingsStored', { batch: batchOf(readings, clock.now()) });
  return { clock, forbidden, stored, hub, hear };
}

function batchOf(readings: readonly (readonly [number, number])[], time = 1): ReadingBatch {
  const builder = new BatchBuilder();
  for (const [number, value] of readings) builder.addNumber(number, time, time, value);
  return builder.take();
}

function screen() {
  const frames: Uint8Array[] = [];
  const socket = { bufferedAmount: 0, send: (frame: Uint8Array) => void frames.push(frame) };
  const seen = () =>
    frames.map((frame) => decodeLiveFrame(frame).map(({ series, number }) => [series, number]));
  return { socket, frames, seen };
}

describe('the live hub', () => {
  it('shows what was stored before the start at once, then only what changed', async () => {
    const { hub, stored, hear } = factory();
    stored.set(1, 10);
    const { socket, seen } = screen();
    await hub.join(viewer, socket).show({ show: ['ser_1', 'ser_2'] });
    hear([2, 20], [3, 30]);
    hub.sendFrames();
    hub.sendFrames();
    expect(seen()).toEqual([[[1, 10]], [[2, 20]]]);
  });

  it('makes one frame for all who show the same', async () => {
    const { hub, hear } = factory();
    const [a, b] = [screen(), screen()];
    await hub.join(viewer, a.socket).show({ show: ['ser_1', 'ser_2'] });
    await hub.join(viewer, b.socket).show({ show: ['ser_2', 'ser_1'] });
    hub.sendFrames();
    hear([1, 1], [2, 2]);
    hub.sendFrames();
    expect(a.frames.at(-1)).toBe(b.frames.at(-1));
  });

  it('skips frames for a slow browser, which later gets the newest values and never a backlog', async () => {
    const { hub, hear } = factory();
    const slow = screen();
    await hub.join(viewer, slow.socket).show({ show: ['ser_1'] });
    slow.socket.bufferedAmount = 1_000_000;
    for (let value = 0; value < 50; value++) {
      hear([1, value]);
      hub.sendFrames();
    }
    expect(slow.frames.length).toBe(1);
    slow.socket.bufferedAmount = 0;
    hub.sendFrames();
    expect(slow.seen().at(-1)).toEqual([[1, 49]]);
    expect(slow.frames.length).toBe(2);
  });

  it('ends the pictures soon after the gate ends the right', async () => {
    const { hub, hear, clock, forbidden } = factory();
    const { socket, frames } = screen();
    await hub.join(viewer, socket).show({ show: ['ser_1'] });
    const stop = new AbortController();
    const running = hub.run(stop.signal);
    forbidden.add(1);
    await clock.advance(11_000);
    const before = frames.length;
    hear([1, 5]);
    await clock.advance(4_000);
    expect(frames.length).toBe(before);
    stop.abort();
    await running;
  });

  it('says now and then that the line lives', async () => {
    const { hub, clock } = factory();
    const { socket, frames } = screen();
    await hub.join(viewer, socket).show({ show: ['ser_1'] });
    const stop = new AbortController();
    const running = hub.run(stop.signal);
    await clock.advance(10_500);
    expect(frames.length).toBe(3);
    stop.abort();
    await running;
  });
});
