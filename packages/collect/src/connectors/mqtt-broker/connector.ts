import type { Server, Socket } from 'node:net';
import { MusubiError, reasonOf } from '@musubi/base';
import { BatchBuilder } from '@musubi/schema';
import { z } from 'zod';
import {
  type ConnectorContext,
  type ConnectorEffects,
  type Delivered,
  type DeviceHandle,
  defineConnector,
  titled,
} from '../../connector.ts';
import { ArrivalStamps } from '../../payload/arrival-stamps.ts';
import { readPayload } from '../../payload/payload.ts';
import { untilAborted } from '../../until-aborted.ts';
import { type Address, addressOf, listen } from './listeners.ts';
import { Relay } from './relay.ts';
import { type Broker, Session } from './session.ts';
import { TopicRights } from './topics.ts';
import { WaitingRoom } from './waiting-room.ts';

const port = z.number().int().min(0).max(65_535);

export const mqttBrokerSettings = z.object({
  secure: z
    .boolean()
    .default(true)
    .describe('Listen with TLS')
    .meta(titled('暗号化（TLS）で受け付ける', 'Listen with TLS')),
  secureHost: z
    .string()
    .default('0.0.0.0')
    .describe('Address of the TLS listener')
    .meta(titled('TLS の受付アドレス', 'TLS address')),
  securePort: port
    .default(8883)
    .describe('Port of the TLS listener')
    .meta(titled('TLS のポート', 'TLS port')),
  plain: z
    .boolean()
    .default(true)
    .describe('Listen without encryption, for devices that know no TLS')
    .meta(titled('暗号化なしでも受け付ける', 'Listen without encryption')),
  plainHost: z
    .string()
    .default('127.0.0.1')
    .describe('Address of the unencrypted listener; 127.0.0.1 is this PC alone')
    .meta(titled('暗号化なしの受付アドレス', 'Unencrypted address')),
  plainPort: port
    .default(1883)
    .describe('Port of the unencrypted listener')
    .meta(titled('暗号化なしのポート', 'Unencrypted port')),
  ownNameTopics: z
    .boolean()
    .default(true)
    .describe('Also take topics that begin with the device’s own name, without musubi/ before it')
    .meta(titled('自分の名前で始まるトピックも受け付ける', 'Also topics that begin with the device’s name')),
  largestMessage: z
    .number()
    .int()
    .min(1_024)
    .max(16 * 1024 * 1024)
    .default(256 * 1024)
    .describe('Largest message in bytes; a client that sends more is cut off')
    .meta(titled('1通の最大サイズ（バイト）', 'Largest message (bytes)')),
  mostClients: z
    .number()
    .int()
    .min(1)
    .max(20_000)
    .default(2_000)
    .describe('Clients connected at once; further ones are turned away')
    .meta(titled('同時接続の上限', 'Most clients at once')),
});
export type MqttBrokerSettings = z.output<typeof mqttBrokerSettings>;

const WATCH_EVERY_MS = 1_000;

/** Where the broker listens at present; absent while it does not. */
export interface MqttAddresses {
  plain?: Address;
  secure?: Address;
}

/** The broker inside. Devices publish JSON or plain values and are acknowledged when these are durable. */
export function createMqttBroker(effects: ConnectorEffects) {
  let addresses: MqttAddresses = {};

  return Object.assign(
    defineConnector({
      name: 'mqtt-broker',
      title: { ja: 'MQTT 受信（内蔵ブローカー）', en: 'MQTT broker inside' },
      summary: {
        ja: '機器が MQTT で測定値を直接送ります。機器ごとのユーザー名とパスワードで受け付けます。',
        en: 'Devices publish readings by MQTT straight to this PC, each with its own credentials.',
      },
      settings: mqttBrokerSettings,
      addable: false,
      listens: true,
      async run(settings: MqttBrokerSettings, context: ConnectorContext, signal: AbortSignal) {
        const sessions = new Set<Session>();
        const broker = await openBroker(settings, context, sessions);
        const servers: Server[] = [];
        try {
          const accept = (socket: Socket) => welcome(socket, settings, broker, sessions);
          addresses = await openListeners(settings, effects, context, servers, accept);
          context.connected();
          await watch(context, sessions, signal);
        } finally {
          addresses = {};
          for (const server of servers) server.close();
          for (const session of sessions) session.cut();
          await broker.relay.close();
        }
      },
      async replay(raw: Uint8Array, topic: string, context: ConnectorContext): Promise<Delivered> {
        const { device, path } = addresseeOf(topic, context);
        const stamps = new ArrivalStamps();
        const delivery = {
          device,
          builder: new BatchBuilder(),
          received: context.clock.now(),
          stamps,
          refused: [],
        };
        const refused = readPayload(Buffer.from(raw), path, delivery);
        if (refused) throw new MusubiError('device', refused.reason, refused.detail);
        return context.emit(delivery.builder.take(), device);
      },
    }),
    {
      /** Where it listens right now. */
      addresses: (): MqttAddresses => addresses,
    },
  );
}

async function openBroker(
  settings: MqttBrokerSettings,
  context: ConnectorContext,
  sessions: Set<Session>,
): Promise<Broker> {
  return {
    context,
    relay: await Relay.open(context.log),
    waitingRoom: new WaitingRoom(context.clock),
    stamps: new ArrivalStamps(),
    largestMessage: settings.largestMessage,
    ownNameTopics: settings.ownNameTopics,
    left(session) {
      sessions.delete(session);
      const { device } = session;
      if (device && !session.graceful && !isConnected(device, sessions)) tellLinkDown(device, context);
    },
  };
}

async function openListeners(
  settings: MqttBrokerSettings,
  effects: ConnectorEffects,
  context: ConnectorContext,
  servers: Server[],
  accept: (socket: Socket) => void,
): Promise<MqttAddresses> {
  const open: MqttAddresses = {};
  const certificate = settings.secure ? await effects.certificate?.() : undefined;
  if (certificate) {
    const server = await listen(
      { host: settings.secureHost, port: settings.securePort },
      certificate,
      accept,
    );
    servers.push(server);
    open.secure = addressOf(server);
  } else if (settings.secure) {
    context.log.info('no certificate: the MQTT broker does not listen with TLS');
  }
  if (settings.plain) {
    const server = await listen({ host: settings.plainHost, port: settings.plainPort }, undefined, accept);
    servers.push(server);
    open.plain = addressOf(server);
  }
  return open;
}

/** When the house is full, whoever has not said who it is for longest makes room; else the newcomer goes. */
function welcome(socket: Socket, settings: MqttBrokerSettings, broker: Broker, sessions: Set<Session>): void {
  if (sessions.size >= settings.mostClients) {
    const oldest = [...sessions].find((session) => session.anonymous);
    if (!oldest) {
      socket.destroy();
      return;
    }
    oldest.cut();
  }
  sessions.add(new Session(socket, broker));
}

async function watch(context: ConnectorContext, sessions: Set<Session>, signal: AbortSignal): Promise<void> {
  const ended = untilAborted(signal);
  while (!signal.aborted) {
    await Promise.race([ended, context.clock.sleep(WATCH_EVERY_MS, signal)]);
    const now = context.clock.monotonic();
    for (const session of sessions) session.watch(now);
  }
}

function isConnected(device: DeviceHandle, sessions: Set<Session>): boolean {
  for (const session of sessions) if (session.device?.deviceId === device.deviceId) return true;
  return false;
}

function tellLinkDown(device: DeviceHandle, context: ConnectorContext): void {
  context.linkDown([device]).catch((error: unknown) => {
    context.log.warn('link down could not be kept', { device: device.address, reason: reasonOf(error) });
  });
}

/** The device and the path that a quarantined topic means. */
function addresseeOf(topic: string, context: ConnectorContext): { device: DeviceHandle; path: string } {
  const [first = '', second = ''] = topic.split('/');
  const user = first === 'musubi' ? second : first;
  const device = context.device(user);
  const path = new TopicRights(user, true).path(topic);
  if (device && path !== undefined) return { device, path };
  throw new MusubiError('caller', 'device.not-found', `no accepted device for ${topic}`, {
    details: { address: user },
  });
}
