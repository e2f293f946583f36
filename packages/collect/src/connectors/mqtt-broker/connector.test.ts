import { connect as connectSocket } from 'node:net';
import { MusubiError } from '@musubi/base';
import fc from 'fast-check';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { testConnector } from '../../conformance.ts';
import { testCertificate } from '../../testing/test-certificate.ts';
import { brokerAtWork, closed, nextMessage } from './broker-at-work.ts';
import { createMqttBroker, mqttBrokerSettings } from './connector.ts';
import { Wire } from './wire.ts';

const NOT_AUTHORIZED = { code: 5 };

const broker = createMqttBroker({});
testConnector('mqtt-broker', {
  connector: broker,
  acknowledges: true,
  unreadable: '{"a":',
  async open(context) {
    context.accept('press', 'secret');
    let client: MqttClient | undefined;
    const join = (options: IClientOptions = {}) =>
      connect({
        host: '127.0.0.1',
        port: broker.addresses().plain!.port,
        username: 'press',
        password: 'secret',
        reconnectPeriod: 5,
        keepalive: 10,
        ...options,
      }).on('error', () => {});
    const publish = (payload: string | Buffer) => {
      client ??= join();
      return client.publishAsync('musubi/press', payload, { qos: 1 });
    };
    const peer = {
      async deliver(value: number) {
        await publish(`{"load":${value}}`);
      },
      async deliverRaw(bytes: Uint8Array) {
        await publish(Buffer.from(bytes));
        const wire = connectSocket(broker.addresses().plain!.port, '127.0.0.1').on('error', () => {});
        wire.resume().end(bytes);
        await new Promise((resolve) => wire.once('close', resolve));
      },
      async kill() {
        client?.stream.destroy();
        client?.end(true);
      },
      async restart() {
        client = join();
      },
      // mqtt.js pings by the real clock: on the fast one it is silent from here on.
      async freeze() {},
      async deliverAsStranger() {
        const stranger = join({ username: 'stranger', reconnectPeriod: 0 });
        stranger.publish('musubi/stranger', '1');
        await closed(stranger);
        return 'stranger';
      },
      async [Symbol.asyncDispose]() {
        client?.end(true);
      },
    };
    return { peer, settings: { secure: false, plainPort: 0 } };
  },
});

describe.each([4, 5] as const)('the broker inside, with a client of protocol level %i', (protocolVersion) => {
  const options = { protocolVersion };

  it('stores what a device publishes and acknowledges when it is durable', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const client = await work.client('press', options);
    work.context.hold();
    let acknowledged = 0;
    const all = [0, 1, 2].map((i) =>
      client.publishAsync('musubi/press', `{"time":${1e12 + i},"temp":${i}}`, { qos: 1 }).then(() => {
        acknowledged += 1;
      }),
    );
    await client.publishAsync('musubi/press/room', '21.5', { qos: 0 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toBe(0);
    work.context.release();
    await Promise.all(all);
    expect(work.context.of('temp').map(({ number }) => number)).toEqual([0, 1, 2]);
    await work.context.until(() => work.context.of('room').length === 1);
  });

  it('holds PUBREC until durable and stores a QoS 2 message once', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const client = await work.client('press', options);
    work.context.hold();
    let done = false;
    const sent = client.publishAsync('musubi/press', '{"n":1}', { qos: 2 }).then(() => {
      done = true;
    });
    await client.publishAsync('musubi/press', '{"m":1}', { qos: 0 });
    expect(done).toBe(false);
    work.context.release();
    await sent;
    await client.publishAsync('musubi/press', '{"n":2}', { qos: 2 });
    expect(work.context.of('n').map(({ number }) => number)).toEqual([1, 2]);
  });

  it('lets a device hear its own topics and no one else’s', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    work.accept('lathe');
    const press = await work.client('press', options);
    const lathe = await work.client('lathe', options);
    const grants = await lathe.subscribeAsync(['musubi/lathe/#', 'lathe/cmd'], { qos: 1 });
    expect(grants.map(({ qos }) => qos)).toEqual([1, 1]);
    for (const filter of [
      '#',
      'musubi/#',
      'musubi/+/x',
      'musubi/press/#',
      '+/cmd',
      '$SYS/#',
      '$share/g/musubi/lathe/x',
    ]) {
      const refusedOrNot = await lathe.subscribeAsync(filter).then(
        ([grant]) => grant?.qos ?? 128,
        () => 128,
      );
      expect([filter, refusedOrNot >= 128]).toEqual([filter, true]);
    }
    const heard = nextMessage(lathe);
    await press.publishAsync('musubi/press/x', 'secret', { qos: 1, retain: true });
    await lathe.publishAsync('musubi/lathe/cmd', 'go', { qos: 1 });
    expect(await heard).toBe('musubi/lathe/cmd go');
    await work.context.until(() => work.context.readings.length === 2);
  });

  it('cuts off a device that publishes in another’s name, and stores nothing of it', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    work.accept('lathe');
    for (const [topic, retain] of [
      ['musubi/press/x', false],
      ['press/x', true],
      ['$SYS/x', false],
    ] as const) {
      const lathe = await work.client('lathe', options);
      const gone = closed(lathe);
      lathe.publish(topic, '1', { qos: 1, retain });
      await gone;
    }
    expect(work.context.readings).toEqual([]);
  });

  it('sends a will when the link breaks, tells the link is down, and neither after a good-bye', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const will = {
      topic: 'musubi/press/status',
      payload: Buffer.from('gone'),
      qos: 1 as const,
      retain: false,
    };
    const listener = await work.client('press', { ...options, clientId: 'listener' });
    await listener.subscribeAsync('musubi/press/status');
    const polite = await work.client('press', { ...options, clientId: 'polite', will });
    await polite.endAsync();
    const heard = nextMessage(listener);
    const broken = await work.client('press', { ...options, clientId: 'broken', will });
    broken.stream.destroy();
    expect(await heard).toBe('musubi/press/status gone');
    await work.context.until(() => work.context.of('status').length === 1);
    expect(work.context.linksDown).toEqual([]);
    listener.stream.destroy();
    await work.context.until(() => work.context.linksDown.length === 1);
    expect(work.context.linksDown).toEqual([['press']]);
  });

  it('refuses a will in another’s name, the wrong secret and who is unknown', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const will = { topic: 'musubi/lathe/x', payload: Buffer.from('x') };
    const code = protocolVersion === 5 ? { code: 0x87 } : NOT_AUTHORIZED;
    await expect(work.client('press', { ...options, will })).rejects.toMatchObject(code);
    await expect(work.client('press', { ...options, password: 'wrong' })).rejects.toMatchObject({
      code: protocolVersion === 5 ? 0x86 : 4,
    });
    await expect(work.client('stranger', options)).rejects.toMatchObject(code);
    await expect(work.client(undefined, { ...options, clientId: 'nameless' })).rejects.toMatchObject(code);
    expect(work.context.asked).toEqual([
      { address: 'stranger', sample: {} },
      { address: 'nameless', sample: {} },
    ]);
  });

  it('shows what a stranger that keeps coming would send, and stores and acknowledges nothing', async () => {
    await using work = await brokerAtWork();
    await expect(work.client('stranger', options)).rejects.toBeDefined();
    const guest = await work.client('stranger', options);
    let acknowledged = false;
    guest.publish('musubi/stranger', '{"temp":21.5,"state":"RUN"}', { qos: 1 }, () => {
      acknowledged = true;
    });
    const gone = closed(guest);
    for (let i = 1; i < 20; i++) guest.publish('musubi/stranger/count', String(i));
    await gone;
    await work.context.until(() => work.context.asked.length === 2);
    expect(work.context.asked[1]!.sample).toEqual({ temp: 21.5, state: 'RUN', count: 19 });
    expect(acknowledged).toBe(false);
    expect(work.context.readings).toEqual([]);
    await expect(work.client('stranger', options)).rejects.toBeDefined();
  });

  it('sends a stranger away that shows nothing', async () => {
    await using work = await brokerAtWork();
    await expect(work.client('stranger', options)).rejects.toBeDefined();
    const gone = closed(await work.client('stranger', options));
    await work.clock.advance(11_000);
    await gone;
    expect(work.context.asked).toHaveLength(1);
  });

  it('keeps the last retained message of a device for it alone', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const first = await work.client('press', { ...options, clientId: 'a' });
    await first.publishAsync('musubi/press/recipe', 'A-1', { qos: 1, retain: true });
    const second = await work.client('press', { ...options, clientId: 'b' });
    const heard = nextMessage(second);
    await second.subscribeAsync('musubi/press/recipe', { qos: 1 });
    expect(await heard).toBe('musubi/press/recipe A-1');
  });

  it('queues for a device that is away and keeps its session', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const session =
      protocolVersion === 5
        ? { clean: false, properties: { sessionExpiryInterval: 3_600 } }
        : { clean: false };
    const display = { ...options, ...session, clientId: 'display' };
    const away = await work.client('press', display);
    await away.subscribeAsync('musubi/press/cmd', { qos: 1 });
    await away.endAsync();
    const sender = await work.client('press', { ...options, clientId: 'sender' });
    await sender.publishAsync('musubi/press/cmd', 'go', { qos: 1 });
    const back = connect({
      host: '127.0.0.1',
      port: work.port(),
      username: 'press',
      password: 'secret of press',
      reconnectPeriod: 0,
      ...display,
    });
    expect(await nextMessage(back)).toBe('musubi/press/cmd go');
    back.end(true);
  });
});

describe('the broker inside', () => {
  it('cuts a client off, unacknowledged, when its messages can’t be kept', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const client = await work.client('press');
    work.context.failure = new MusubiError('us', 'store.disk-full', 'full');
    const gone = closed(client);
    let acknowledged = false;
    client.publish('musubi/press', '{"a":1}', { qos: 1 }, (error) => {
      acknowledged = !error;
    });
    await gone;
    expect(acknowledged).toBe(false);
  });

  it('quarantines what it can’t read, and acknowledges it then', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const client = await work.client('press');
    await client.publishAsync('musubi/press/line/1', '{"a":', { qos: 1 });
    expect(work.context.refused).toMatchObject([
      { address: 'musubi/press/line/1', reason: 'payload.not-json' },
    ]);
    const mended = Buffer.from('{"a":1}');
    await work.broker.replay(mended, 'musubi/press/line/1', work.context);
    expect(work.context.of('line/1/a')).toHaveLength(1);
  });

  it('lets two devices use one client id without meeting', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    work.accept('lathe');
    const press = await work.client('press', { clientId: 'esp32' });
    const lathe = await work.client('lathe', { clientId: 'esp32' });
    await press.publishAsync('musubi/press', '{"a":1}', { qos: 1 });
    await lathe.publishAsync('musubi/lathe', '{"a":1}', { qos: 1 });
    const taken = closed(press);
    await work.client('press', { clientId: 'esp32' });
    await taken;
    expect(work.context.linksDown).toEqual([]);
  });

  it('a refused filter in a kept session reads nothing of others, now or later', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    work.accept('spy');
    const press = await work.client('press');
    await press.subscribeAsync('musubi/press/x');
    const spying = { clientId: 'spy', clean: false };
    const spy = await work.client('spy', spying);
    const heard: string[] = [];
    await spy.subscribeAsync({ 'musubi/spy/x': { qos: 1 }, 'musubi/press/x': { qos: 1 } }).catch(() => {});
    await spy.endAsync();
    await press.publishAsync('musubi/press/x', 'secret', { qos: 1, retain: true });
    const back = await work.client('spy', spying);
    back.on('message', (topic) => heard.push(topic));
    const own = nextMessage(back);
    await back.publishAsync('musubi/spy/x', 'mine', { qos: 1 });
    await own;
    expect(heard).toEqual(['musubi/spy/x']);
  });

  it('cuts off a device that is taken back, and one that breaks its keep-alive', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    work.accept('lathe');
    const press = await work.client('press');
    const revoked = closed(press);
    work.context.revoke('press');
    await revoked;
    const lathe = await work.client('lathe', { keepalive: 10 });
    const silent = closed(lathe);
    await work.clock.advance(16_000);
    await silent;
    expect(work.context.linksDown.at(-1)).toEqual(['lathe']);
  });

  it('keeps the order of what goes straight and what is listened to', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const client = await work.client('press');
    await client.subscribeAsync('musubi/press/heard', { qos: 1 });
    const order: number[] = [];
    const all = Array.from({ length: 60 }, (_, i) =>
      client
        .publishAsync(i % 3 === 0 ? 'musubi/press/heard' : 'musubi/press', `{"i":${i}}`, { qos: 1 })
        .then(() => order.push(i)),
    );
    await Promise.all(all);
    expect(order).toEqual(Array.from({ length: 60 }, (_, i) => i));
    expect(work.context.readings).toHaveLength(60);
  });

  it('takes many messages in flight as few batches and loses none', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const client = await work.client('press');
    const all = Array.from({ length: 5_000 }, (_, i) =>
      client.publishAsync('musubi/press', `{"i":${i}}`, { qos: 1 }),
    );
    await Promise.all(all);
    expect(new Set(work.context.of('i').map(({ number }) => number)).size).toBe(5_000);
    expect(work.context.batches).toBeLessThan(2_500);
  });

  it('listens with TLS, and to nobody without it who has to', async () => {
    await using work = await brokerAtWork({
      secure: true,
      secureHost: '127.0.0.1',
      securePort: 0,
      plain: false,
    });
    work.accept('press');
    expect(work.broker.addresses().plain).toBeUndefined();
    const { port } = work.broker.addresses().secure!;
    const secure = { protocol: 'mqtts' as const, port, ca: testCertificate.cert };
    const client = await work.client('press', secure);
    await client.publishAsync('musubi/press', '{"a":1}', { qos: 1 });
    expect(work.context.of('a')).toHaveLength(1);
    await expect(work.client('press', { port })).rejects.toBeDefined();
    await expect(work.client('press', { ...secure, ca: [] })).rejects.toBeDefined();
  });

  it('names a port that another program uses', async () => {
    await using work = await brokerAtWork();
    const second = createMqttBroker({});
    const settings = mqttBrokerSettings.parse({ secure: false, plainPort: work.port() });
    const run = second.run(settings, work.context, new AbortController().signal);
    await expect(run).rejects.toMatchObject({ code: 'mqtt.port-in-use', details: { port: work.port() } });
  });

  it('stores a QoS 2 message once, however often it is sent before its release', async () => {
    await using work = await brokerAtWork();
    work.accept('press');
    const wire = new Wire(work.port());
    await wire.join('press');
    const message = {
      cmd: 'publish',
      topic: 'musubi/press',
      payload: '{"n":1}',
      qos: 2,
      messageId: 7,
    } as const;
    expect(await wire.ask({ ...message, retain: false, dup: false })).toMatchObject({ cmd: 'pubrec' });
    expect(await wire.ask({ ...message, retain: false, dup: true })).toMatchObject({ cmd: 'pubrec' });
    expect(await wire.ask({ cmd: 'pubrel', messageId: 7 })).toMatchObject({ cmd: 'pubcomp' });
    expect(work.context.of('n')).toHaveLength(1);
    expect(await wire.ask({ ...message, retain: false, dup: false })).toMatchObject({ cmd: 'pubrec' });
    expect(work.context.of('n')).toHaveLength(2);
    wire.close();
  });

  it.each([4, 5] as const)(
    'serves the others whatever a client of level %i sends once it is in',
    async (level) => {
      await using work = await brokerAtWork();
      work.accept('press');
      work.accept('lathe');
      const other = await work.client('lathe');
      const heads = fc.constantFrom(0x30, 0x32, 0x34, 0x62, 0x82, 0xa2, 0xc0, 0x40, 0x10, 0xf0);
      const packets = fc.array(fc.tuple(heads, fc.uint8Array({ maxLength: 40 })), {
        minLength: 1,
        maxLength: 5,
      });
      await fc.assert(
        fc.asyncProperty(packets, async (sent) => {
          const wire = new Wire(work.port(), level);
          await wire.join('press');
          const bytes = sent.map(([head, body]) => Buffer.concat([Buffer.of(head, body.length), body]));
          await wire.sendAndClose(Buffer.concat(bytes));
          await other.publishAsync('musubi/lathe', '{"a":1}', { qos: 1 });
        }),
        { numRuns: 60 },
      );
    },
  );

  it('answers a protocol it does not know as the standard says', async () => {
    await using work = await brokerAtWork();
    const wire = new Wire(work.port());
    const connect6 = Buffer.from('101000044d515454060200000004746573740000', 'hex').subarray(0, 18);
    expect(await wire.askRaw(connect6)).toMatchObject({ cmd: 'connack', returnCode: 1 });
    wire.close();
  });
});
