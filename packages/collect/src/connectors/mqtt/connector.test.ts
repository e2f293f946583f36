import { FastClock, runService, seededRandom, silentLog, systemClock } from '@musubi/base';
import { connect, type MqttClient } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { testConnector } from '../../conformance.ts';
import { TestContext } from '../../testing/test-context.ts';
import { mqtt, mqttSettings } from './connector.ts';
import { hasMosquitto, MosquittoAtWork } from './mosquitto-at-work.ts';

if (!hasMosquitto) console.info('skipped: Mosquitto is not installed (apt-get install mosquitto)');

function publisher(port: number, clientId: string): MqttClient {
  return connect({ host: '127.0.0.1', port, clientId, clean: false, reconnectPeriod: 5 }).on(
    'error',
    () => {},
  );
}

describe.skipIf(!hasMosquitto)('with a real Mosquitto', () => {
  testConnector('mqtt', {
    connector: mqtt,
    acknowledges: false,
    unreadable: '{"a":',
    async open(context) {
      const broker = await new MosquittoAtWork().open();
      const client = publisher(broker.port, 'machine');
      let sent = 0;
      const peer = {
        async deliver(value: number) {
          sent += 1;
          await client.publishAsync('plant/press', `{"time":${1.7e12 + sent},"load":${value}}`, { qos: 1 });
        },
        async deliverRaw(bytes: Uint8Array) {
          await client.publishAsync('plant/press', Buffer.from(bytes), { qos: 1 });
        },
        kill: () => broker.stop(),
        restart: async () => {
          await broker.start();
        },
        freeze: async () => {
          await context.until(() => context.connectedCount > 0);
          broker.freeze();
        },
        async [Symbol.asyncDispose]() {
          client.end(true);
          await broker[Symbol.asyncDispose]();
        },
      };
      return { peer, settings: { url: `mqtt://127.0.0.1:${broker.port}`, topics: ['plant/#'] } };
    },
  });

  it('loses nothing over restarts of the broker and of ourselves, mid-stream', async () => {
    await using broker = await new MosquittoAtWork().open();
    const context = new TestContext();
    const settings = mqttSettings.parse({
      url: `mqtt://127.0.0.1:${broker.port}`,
      devicePattern: 'plant/{device}/#',
    });
    const effects = {
      clock: {
        now: () => 0,
        monotonic: () => 0,
        sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
      },
      random: seededRandom(1),
      log: silentLog,
    };
    const start = () => {
      const stop = new AbortController();
      const run = runService(
        { name: 'mqtt', run: (signal) => mqtt.run(settings, context, signal) },
        effects,
        stop.signal,
      );
      return () => {
        stop.abort();
        return run;
      };
    };
    let end = start();
    await context.until(() => context.connectedCount > 0);
    const client = publisher(broker.port, 'machine');
    const total = 1_200;
    const acknowledged = Array.from({ length: total }, (_, i) =>
      client.publishAsync('plant/press', `{"time":${1.7e12 + i},"i":${i}}`, { qos: 1 }),
    );
    for (let round = 1; round <= 4; round++) {
      await context.until(() => context.readings.length >= round * 200);
      if (round % 2 === 0) {
        await broker.stop('SIGKILL');
        await broker.start();
      } else {
        await end();
        end = start();
      }
    }
    await Promise.all(acknowledged);
    await context.until(() => context.readings.length === total);
    expect(new Set(context.of('i').map(({ number }) => number)).size).toBe(total);
    expect(new Set(context.readings.map(({ deviceId }) => deviceId))).toEqual(new Set(['dev_press']));
    client.end(true);
    await end();
  });

  it('leaves with the broker what it could not keep', async () => {
    await using broker = await new MosquittoAtWork().open();
    const settings = mqttSettings.parse({ url: `mqtt://127.0.0.1:${broker.port}` });
    const first = new TestContext();
    const stop = new AbortController();
    const run = mqtt.run(settings, first, stop.signal);
    await first.until(() => first.connectedCount > 0);
    first.hold();
    const client = publisher(broker.port, 'machine');
    for (let i = 0; i < 50; i++)
      await client.publishAsync('a', `{"time":${1.7e12 + i},"i":${i}}`, { qos: 1 });
    await first.until(() => first.attempts > 0);
    stop.abort();
    await run;
    const second = new TestContext();
    const again = new AbortController();
    const rerun = mqtt.run(settings, second, again.signal);
    await second.until(() => second.readings.length === 50);
    again.abort();
    await rerun;
    client.end(true);
  });

  it('does not take an old retained value for a new one', async () => {
    await using broker = await new MosquittoAtWork().open();
    const client = publisher(broker.port, 'machine');
    await client.publishAsync('old/plain', '5', { qos: 1, retain: true });
    await client.publishAsync('old/timed', '{"time":1700000000000,"a":1}', { qos: 1, retain: true });
    const context = new TestContext();
    const stop = new AbortController();
    const settings = mqttSettings.parse({ url: `mqtt://127.0.0.1:${broker.port}`, topics: ['#'] });
    const run = mqtt.run(settings, context, stop.signal);
    await context.until(() => context.connectedCount > 0);
    await client.publishAsync('new', '{"b":1}', { qos: 1 });
    await context.until(() => context.of('new/b').length === 1);
    expect(context.readings.map(({ key }) => key).sort()).toEqual(['new/b', 'old/timed/a']);
    stop.abort();
    await run;
    client.end(true);
  });

  it('can be tried: latency and values, or why not', async () => {
    await using broker = await new MosquittoAtWork().open();
    const client = publisher(broker.port, 'machine');
    await client.publishAsync('a/b', '{"c":5}', { qos: 1, retain: true });
    const values = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`v${i}`, i]));
    await client.publishAsync('z', JSON.stringify(values), { qos: 1, retain: true });
    const effects = { clock: systemClock };
    const { signal } = new AbortController();
    const settings = mqttSettings.parse({ url: `mqtt://127.0.0.1:${broker.port}` });
    const tried = await mqtt.test(settings, effects, signal);
    expect(tried.sample).toContainEqual({ key: 'a/b/c', value: '5' });
    client.end(true);
    await broker.stop();
    await expect(mqtt.test(settings, effects, signal)).rejects.toMatchObject({ code: 'mqtt.unreachable' });
  });
});

describe('an outside broker', () => {
  it('that refuses us is named as the one who must be asked', async () => {
    const { brokerAtWork } = await import('../mqtt-broker/broker-at-work.ts');
    await using inside = await brokerAtWork();
    inside.accept('reader');
    const url = `mqtt://127.0.0.1:${inside.port()}`;
    const effects = { clock: new FastClock() };
    const { signal } = new AbortController();
    const stranger = mqttSettings.parse({ url, user: 'reader', password: 'wrong' });
    await expect(mqtt.test(stranger, effects, signal)).rejects.toMatchObject({
      code: 'mqtt.refused',
      fault: 'caller',
    });
    const curious = mqttSettings.parse({ url, user: 'reader', password: 'secret of reader', topics: ['#'] });
    await expect(mqtt.test(curious, effects, signal)).rejects.toMatchObject({ code: 'mqtt.topic-refused' });
  });

  it.each(['http://x', 'mqtt://', 'mqtt://user:pass@host', 'x'])('has no address like %s', (url) => {
    expect(mqttSettings.safeParse({ url }).success).toBe(false);
  });
});
