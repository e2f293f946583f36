import { FastClock, systemClock } from '@musubi/base';
import { describe, expect, it } from 'vitest';
import { testConnector } from '../../conformance.ts';
import { TestContext } from '../../testing/test-context.ts';
import { AdapterAtWork } from './adapter-at-work.ts';
import { shdr, shdrSettings } from './connector.ts';

testConnector('shdr', {
  connector: shdr,
  acknowledges: false,
  unreadable: 'yesterday|load|1',
  async open(context) {
    const adapter = await new AdapterAtWork().open();
    let sent = 0;
    const peer = {
      deliver: (value: number) => {
        sent += 1;
        return adapter.say(`2026-11-24T00:00:${String(sent % 60).padStart(2, '0')}.${sent}Z|load|${value}\n`);
      },
      deliverRaw: (bytes: Uint8Array) => adapter.say(Buffer.concat([bytes, Buffer.from('\n')])),
      kill: () => adapter.kill(),
      restart: async () => {
        await adapter.open();
      },
      freeze: async () => {
        await context.until(() => context.aliveCount > 0);
        adapter.freeze();
      },
      [Symbol.asyncDispose]: () => adapter[Symbol.asyncDispose](),
    };
    return { peer, settings: { host: '127.0.0.1', port: adapter.port } };
  },
});

describe('the SHDR connector', () => {
  it('stores nothing twice when the adapter tells all it knows again', async () => {
    await using adapter = await new AdapterAtWork().open();
    adapter.greeting = '2026-11-24T00:00:00.5Z|a|1|b|X\n';
    const context = new TestContext();
    for (let i = 0; i < 2; i++) {
      const stop = new AbortController();
      const run = shdr.run(
        shdrSettings.parse({ host: '127.0.0.1', port: adapter.port }),
        context,
        stop.signal,
      );
      await context.until(() => context.batches > i);
      stop.abort();
      await run;
    }
    expect(context.readings).toHaveLength(2);
  });

  it('is alive by heartbeats alone, and waits for ever for adapters that know none', async () => {
    const clock = new FastClock();
    await using adapter = await new AdapterAtWork().open();
    const context = new TestContext({ clock });
    const stop = new AbortController();
    const run = shdr.run(shdrSettings.parse({ host: '127.0.0.1', port: adapter.port }), context, stop.signal);
    await context.until(() => context.aliveCount >= 1);
    adapter.heartbeatMs = undefined;
    stop.abort();
    await run;
    const old = new AbortController();
    const running = shdr.run(
      shdrSettings.parse({ host: '127.0.0.1', port: adapter.port }),
      context,
      old.signal,
    );
    await context.until(() => context.connectedCount === 2);
    await clock.advance(3_600_000);
    expect(context.linksDown).toEqual([]);
    old.abort();
    await running;
  });

  it('tries a connection: latency and first values, or why not', async () => {
    const adapter = await new AdapterAtWork().open();
    adapter.greeting = `${Array.from({ length: 25 }, (_, i) => `|item${i}|${i}\n`).join('')}`;
    const settings = shdrSettings.parse({ host: '127.0.0.1', port: adapter.port });
    const effects = { clock: systemClock };
    const tried = await shdr.test(settings, effects, new AbortController().signal);
    expect(tried.sample).toHaveLength(20);
    expect(tried.sample[0]).toEqual({ key: 'item0', value: '0' });
    await adapter.kill();
    await expect(shdr.test(settings, effects, new AbortController().signal)).rejects.toMatchObject({
      code: 'shdr.unreachable',
    });
  });

  it('reads a line out of quarantine again', async () => {
    const context = new TestContext();
    const again = shdr.replay(Buffer.from('2026-11-24T00:00:00Z|a|1'), 'OKUMA', context);
    expect(await again).toEqual({ stored: 1, duplicates: 0 });
    await expect(shdr.replay(Buffer.from('soon|a|1'), 'OKUMA', context)).rejects.toMatchObject({
      code: 'shdr.bad-line',
    });
  });
});
