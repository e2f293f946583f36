import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { testConnector } from '../../conformance.ts';
import { TestContext } from '../../testing/test-context.ts';
import { createHttp, httpSettings } from './connector.ts';

const underTest = createHttp();
testConnector('http', {
  connector: underTest,
  acknowledges: true,
  unreadable: '{"a":',
  async open(context) {
    const device = context.accept('press');
    const deliver = (body: Uint8Array | string) =>
      underTest.door.deliver(device, { body: Buffer.from(body) });
    const peer = {
      async deliver(value: number) {
        await deliver(`{"load":${value}}`);
      },
      async deliverRaw(bytes: Uint8Array) {
        await deliver(bytes);
      },
      async [Symbol.asyncDispose]() {},
    };
    return { peer, settings: {} };
  },
});

async function opened() {
  const context = new TestContext();
  const device = context.accept('press');
  const stop = new AbortController();
  const http = createHttp();
  const run = http.run(httpSettings.parse({ largestBody: 2_000 }), context, stop.signal);
  const deliver = (
    body: string | Uint8Array,
    more: { contentType?: string; contentEncoding?: string } = {},
  ) => http.door.deliver(device, { body: Buffer.from(body), ...more });
  return { context, device, http, deliver, run, stop };
}

const JSON_TYPE = { contentType: 'application/json; charset=utf-8' };

describe('the HTTP door', () => {
  it('answers after the readings are durable, and not before', async () => {
    const { context, deliver } = await opened();
    context.hold();
    let answered = false;
    const answer = deliver('{"a":1}', JSON_TYPE).finally(() => {
      answered = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    context.release();
    expect(await answer).toEqual({ stored: 1, duplicates: 0, quarantined: 0 });
  });

  it('counts repeats and quarantines what it can’t read, row by row', async () => {
    const { context, deliver } = await opened();
    const rows = JSON.stringify([
      { time: 1e12, a: 1 },
      { time: 'x', a: 1 },
      { time: 'y', a: 1 },
    ]);
    expect(await deliver(rows, JSON_TYPE)).toEqual({ stored: 1, duplicates: 0, quarantined: 2 });
    expect(await deliver(rows, JSON_TYPE)).toEqual({ stored: 0, duplicates: 1, quarantined: 2 });
    expect(context.refused[0]).toMatchObject({ address: 'press', reason: 'payload.bad-time' });
  });

  it('unpacks gzip, and refuses a bomb, damage and what is too large', async () => {
    const { deliver } = await opened();
    const gzip = { ...JSON_TYPE, contentEncoding: 'gzip' };
    expect((await deliver(gzipSync('{"a":1}'), gzip)).stored).toBe(1);
    await expect(deliver(gzipSync(Buffer.alloc(1_000_000)), gzip)).rejects.toMatchObject({
      code: 'http.too-large',
    });
    await expect(deliver('nonsense', gzip)).rejects.toMatchObject({ code: 'http.bad-compression' });
    await expect(deliver(Buffer.alloc(3_000))).rejects.toMatchObject({ code: 'http.too-large' });
    await expect(deliver('{}', { contentEncoding: 'br' })).rejects.toMatchObject({
      code: 'http.unknown-encoding',
    });
  });

  it('reads line protocol, and a replay of its bad rows keeps their precision', async () => {
    const { context, http, device } = await opened();
    const body = Buffer.from('m a=1 1700000000\nm a=bad 1700000001');
    const delivered = await http.door.deliver(device, { body, contentType: 'text/plain', precision: 's' });
    expect(delivered).toEqual({ stored: 1, duplicates: 0, quarantined: 1 });
    const mended = Buffer.from(context.refused[0]!.raw).toString().replace('bad', '2');
    expect(await http.replay(Buffer.from(mended), 'press', context)).toEqual({ stored: 1, duplicates: 0 });
    expect(context.of('m.a').map(({ time }) => time)).toEqual([1_700_000_000_000, 1_700_000_001_000]);
    await expect(http.replay(context.refused[0]!.raw, 'press', context)).rejects.toMatchObject({
      code: 'payload.bad-line',
    });
  });

  it('is closed before and after its run', async () => {
    const { deliver, run, stop } = await opened();
    stop.abort();
    await run;
    await expect(deliver('{"a":1}')).rejects.toMatchObject({ code: 'http.not-running' });
  });
});
