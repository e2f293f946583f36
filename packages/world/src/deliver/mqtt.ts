import { MusubiError, reasonOf } from '@musubi/base';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { Outbox } from './outbox.ts';
import type { Message } from './sampler.ts';

export interface MqttDoor {
  /** `mqtt://…` or `mqtts://…`. */
  url: string;
  user: string;
  secret: string;
  topic: string;
  /** Certificate authority to trust, PEM. */
  ca?: string;
}

/** Messages in flight at once while an outbox is emptied. */
const WINDOW = 32;

/**
 * Publishes what `outbox` holds at QoS 1, one JSON message each, until `signal` aborts; a message leaves the outbox
 * with its PUBACK. Rejects when the link breaks: the caller comes back with back-off.
 */
export async function deliverByMqtt(
  door: MqttDoor,
  outbox: Outbox<Message>,
  signal: AbortSignal,
): Promise<void> {
  const client = await connect(door, signal);
  const broken = new AbortController();
  client.on('close', () => broken.abort());
  if (!client.connected) broken.abort();
  client.on('error', () => broken.abort());
  const either = AbortSignal.any([signal, broken.signal]);
  try {
    while (!either.aborted) {
      const messages = await outbox.peek(WINDOW, either);
      if (either.aborted) break;
      await Promise.all(messages.map((message) => publish(client, door.topic, message, either)));
      outbox.done(messages);
    }
  } finally {
    await end(client);
  }
  if (!signal.aborted)
    throw new MusubiError('device', 'world.link-broken', `connection to ${door.url} ended`);
}

function connect(door: MqttDoor, signal: AbortSignal): Promise<MqttClient> {
  const options: IClientOptions = {
    username: door.user,
    password: door.secret,
    clientId: door.user,
    keepalive: 15,
    connectTimeout: 10_000,
    // The caller reconnects, with back-off and with what the outbox still holds.
    reconnectPeriod: 0,
    ...(door.ca === undefined ? {} : { ca: door.ca }),
  };
  const client = mqtt.connect(door.url, options);
  return new Promise((resolve, reject) => {
    const fail = (error?: Error) => {
      client.removeAllListeners();
      // A late error of a client that is given up must not end the process.
      client.on('error', () => {});
      client.end(true);
      const reason = error ? reasonOf(error) : 'closed before it was accepted';
      reject(new MusubiError('device', 'world.link-broken', reason, { cause: error }));
    };
    client.once('connect', () => {
      client.removeListener('error', fail);
      client.removeListener('close', closed);
      signal.removeEventListener('abort', closed);
      client.on('error', () => {});
      resolve(client);
    });
    const closed = () => fail();
    client.once('error', fail);
    client.once('close', closed);
    signal.addEventListener('abort', closed, { once: true });
  });
}

/** Rejects if the link breaks before the PUBACK, which the library alone would wait for without end. */
function publish(client: MqttClient, topic: string, message: Message, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const broken = () => reject(new MusubiError('device', 'world.link-broken', 'no acknowledgement'));
    if (signal.aborted) return broken();
    signal.addEventListener('abort', broken, { once: true });
    client.publish(topic, JSON.stringify(message), { qos: 1 }, (error) => {
      signal.removeEventListener('abort', broken);
      if (error) reject(new MusubiError('device', 'world.link-broken', reasonOf(error), { cause: error }));
      else resolve();
    });
  });
}

function end(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    client.end(true, {}, () => resolve());
  });
}
