import { type Clock, isMusubiError, MusubiError, newId } from '@musubi/base';
import { BatchBuilder, textAt } from '@musubi/schema';
import { z } from 'zod';
import {
  type ConnectorContext,
  type Delivered,
  type DeviceHandle,
  defineConnector,
  SECRET,
  titled,
} from '../../connector.ts';
import { Ingest } from '../../mqtt/ingest.ts';
import { ArrivalStamps } from '../../payload/arrival-stamps.ts';
import { imaginedDevice } from '../../payload/imagined-device.ts';
import { readPayload } from '../../payload/payload.ts';
import { type BrokerAccess, MqttSource, openSocket } from './client.ts';
import { TopicMapping } from './topics.ts';

export const mqttSettings = z.object({
  url: z
    .string()
    .max(500)
    .regex(/^mqtts?:\/\/[^\s/@]+(:\d+)?\/?$/)
    .describe('Address of the broker: mqtt://host:1883, or mqtts://host:8883 with TLS')
    .meta(titled('ブローカーのアドレス', 'Broker address')),
  topics: z
    .array(z.string().min(1).max(500))
    .min(1)
    .max(100)
    .default(['#'])
    .describe('Topics to subscribe; + and # are wildcards')
    .meta(titled('トピック', 'Topics')),
  user: z
    .string()
    .max(200)
    .optional()
    .describe('User name at the broker')
    .meta(titled('ユーザー名', 'User name')),
  password: z
    .string()
    .max(1_000)
    .optional()
    .describe('Password at the broker')
    .meta(titled('パスワード', 'Password', SECRET)),
  ca: z
    .string()
    .max(100_000)
    .optional()
    .describe('Certificate (PEM) that signs the broker’s, if it is a private one')
    .meta(titled('認証局の証明書（PEM）', 'CA certificate (PEM)', { multiline: true })),
  clientId: z
    .string()
    .max(200)
    .optional()
    .describe('Client id; the broker keeps messages for it while this PC is off. Else one of this connection')
    .meta(titled('クライアント ID', 'Client id')),
  device: z
    .string()
    .max(120)
    .optional()
    .describe('Name of the machine the messages are of; else the broker’s address')
    .meta(titled('機械の名前', 'Machine name')),
  devicePattern: z
    .string()
    .max(500)
    .optional()
    .describe('Where in the topic the device stands, such as plant/{device}/#')
    .meta(titled('トピック中の機器の位置（例 plant/{device}/#）', 'Device within the topic')),
});
export type MqttSettings = z.output<typeof mqttSettings>;

const TEST_MS = 3_000;

/** An MQTT broker outside as a source: subscribed with QoS 1, acknowledged when durable, with a session that waits for us. */
export const mqtt = defineConnector({
  name: 'mqtt',
  title: { ja: 'MQTT（外部ブローカー）', en: 'MQTT (outside broker)' },
  summary: {
    ja: '社内にすでにある MQTT ブローカーから測定値を受け取ります。',
    en: 'Receives readings from an MQTT broker that is already there.',
  },
  settings: mqttSettings,
  addable: true,

  async run(settings: MqttSettings, context: ConnectorContext, signal: AbortSignal): Promise<void> {
    const mapping = new TopicMapping(settings.devicePattern);
    const access = accessOf(settings, settings.clientId || `musubi-${context.connectionId}`, false);
    const socket = await openSocket(access, context.clock, signal).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
    if (!socket) return;
    const ingest = new Ingest(context, new ArrivalStamps(), {
      acknowledge: (messageIds) => source.acknowledge(messageIds),
      fail: (error) => socket.destroy(error instanceof Error ? error : undefined),
    });
    const source = new MqttSource(socket, access, context.clock, {
      subscribed: () => context.connected(),
      message: ({ topic, payload, isRetained, messageId }) => {
        const { device, path } = placeOf(topic, mapping, settings, context);
        ingest.add({ device, address: `${device.address}|${path}`, path, payload, isRetained }, messageId);
      },
      turn: () => {
        ingest.flush();
        return ingest.full ? ingest.idle() : undefined;
      },
    });
    try {
      await source.run(signal);
      if (!signal.aborted)
        throw new MusubiError('device', 'mqtt.link-lost', 'the broker closed the connection');
    } catch (error) {
      if (signal.aborted) return;
      await context.linkDown();
      throw isMusubiError(error) ? error : lost(error);
    }
  },

  async test(settings: MqttSettings, { clock }: { clock: Clock }, signal: AbortSignal) {
    new TopicMapping(settings.devicePattern);
    const access = accessOf(settings, newId('musubi-test'), true);
    const startedAt = clock.monotonic();
    const socket = await openSocket(access, clock, signal);
    let latencyMs = 0;
    const enough = new AbortController();
    const device = imaginedDevice('test');
    const sample = new Map<string, string>();
    const source = new MqttSource(socket, access, clock, {
      subscribed: () => {
        latencyMs = clock.monotonic() - startedAt;
        void clock.sleep(TEST_MS, enough.signal).then(() => enough.abort());
      },
      message: ({ topic, payload, messageId }) => {
        look(topic, payload, device, sample, clock.now());
        if (messageId > 0) source.acknowledge([messageId]);
        if (sample.size >= 20) enough.abort();
      },
      turn: () => undefined,
    });
    await source.run(AbortSignal.any([signal, enough.signal]));
    return { latencyMs, sample: [...sample].slice(0, 20).map(([key, value]) => ({ key, value })) };
  },

  async replay(raw: Uint8Array, address: string, context: ConnectorContext): Promise<Delivered> {
    const bar = address.indexOf('|');
    const device = context.device(address.slice(0, bar));
    if (!device) {
      throw new MusubiError('caller', 'device.not-found', `no accepted device ${address}`);
    }
    const stamps = new ArrivalStamps();
    const delivery = {
      device,
      builder: new BatchBuilder(),
      received: context.clock.now(),
      stamps,
      refused: [],
    };
    const refused = readPayload(Buffer.from(raw), address.slice(bar + 1), delivery);
    if (refused) throw new MusubiError('device', refused.reason, refused.detail);
    return context.emit(delivery.builder.take(), device);
  },
});

function accessOf(settings: MqttSettings, clientId: string, clean: boolean): BrokerAccess {
  const { url, user, password, ca, topics } = settings;
  return { url, user, password, ca, topics, clientId, clean };
}

function placeOf(
  topic: string,
  mapping: TopicMapping,
  settings: MqttSettings,
  context: ConnectorContext,
): { device: DeviceHandle; path: string } {
  const { device, path } = mapping.place(topic);
  const name = (device ?? (settings.device || new URL(settings.url).host)).replaceAll('|', ' ');
  return { device: context.ownDevice(name.slice(0, 200), name.slice(0, 120)), path };
}

function look(
  topic: string,
  payload: Buffer,
  device: ReturnType<typeof imaginedDevice>,
  sample: Map<string, string>,
  now: number,
): void {
  const builder = new BatchBuilder(16);
  readPayload(payload, topic, { device, builder, received: now, stamps: new ArrivalStamps(), refused: [] });
  const batch = builder.take();
  for (let i = 0; i < batch.length && sample.size < 20; i++) {
    sample.set(device.keyOf(batch.series[i]!), (textAt(batch, i) ?? String(batch.number[i])).slice(0, 100));
  }
}

function lost(error: unknown): MusubiError {
  return new MusubiError('device', 'mqtt.link-lost', 'the link to the broker broke', { cause: error });
}
