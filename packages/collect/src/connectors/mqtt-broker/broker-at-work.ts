import { FastClock, MusubiError } from '@musubi/base';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { testCertificate } from '../../testing/test-certificate.ts';
import { TestContext } from '../../testing/test-context.ts';
import { createMqttBroker, mqttBrokerSettings } from './connector.ts';

/** A broker that runs on a free port, with mqtt.js clients; for tests. */
export async function brokerAtWork(settings: Partial<Record<string, unknown>> = {}) {
  const clock = new FastClock();
  const context = new TestContext({ clock });
  const broker = createMqttBroker({ certificate: async () => testCertificate });
  const stop = new AbortController();
  const input = { secure: false, plainPort: 0, ...settings };
  const run = broker.run(mqttBrokerSettings.parse(input), context, stop.signal);
  await context.until(() => context.connectedCount > 0);
  const clients: MqttClient[] = [];
  const port = () => broker.addresses().plain!.port;

  return {
    broker,
    context,
    clock,
    port,
    /** A client of device `user`; resolves when the broker let it in, rejects when it was refused. */
    async client(user: string | undefined, options: IClientOptions = {}): Promise<MqttClient> {
      const client = connect({
        host: '127.0.0.1',
        port: options.port ?? port(),
        reconnectPeriod: 0,
        ...(user !== undefined && { username: user, password: `secret of ${user}` }),
        ...options,
      });
      clients.push(client);
      await new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve());
        client.once('error', reject);
        client.once('close', () => reject(new MusubiError('device', 'mqtt.unreachable', 'closed')));
      });
      client.on('error', () => {});
      return client;
    },
    accept: (user: string) => context.accept(user, `secret of ${user}`),
    async [Symbol.asyncDispose]() {
      context.release();
      for (const client of clients) client.end(true);
      stop.abort();
      await run;
    },
  };
}

/** The next message of a client, as `topic payload`. */
export function nextMessage(client: MqttClient): Promise<string> {
  return new Promise((resolve) => {
    client.once('message', (topic, payload) => resolve(`${topic} ${payload.toString()}`));
  });
}

/** Resolves when the broker cut the client off. */
export function closed(client: MqttClient): Promise<void> {
  return new Promise((resolve) => client.once('close', () => resolve()));
}
