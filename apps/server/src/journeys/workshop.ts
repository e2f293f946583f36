import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type ApiContract, decodeLiveFrame, type LiveValue, type RawInput } from '@musubi/schema/api';
import { connectAsync, type MqttClient } from 'mqtt';
import { WebSocket } from 'ws';
import type { OwnDevice } from '../product/devices.ts';
import { freePort } from '../product/free-port.ts';
import { firstAdministrator, type PersonClient, send } from '../product/person-client.ts';
import { type RunningProduct, startProduct } from '../product/running-product.ts';

/** A newly installed product without its demo factory, in a process of its own, and its first administrator. */
export interface Workshop extends AsyncDisposable {
  readonly product: RunningProduct;
  readonly client: PersonClient;
}

/** Starts it in a new folder and opens the set-up link; disposing ends it and removes the folder. */
export async function openWorkshop(...args: string[]): Promise<Workshop> {
  const ports = { https: await freePort(), mqtt: await freePort(), mqttTls: await freePort() };
  const product = await startProduct({ ports, args });
  const dispose = async () => {
    await product.stop();
    rmSync(product.folder, { recursive: true, force: true });
  };
  try {
    return { product, client: await firstAdministrator(product), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** A publisher as a person writes it with mqtt.js: over TLS by the installation's authority, or plain on loopback. */
export function connectMqtt(
  product: RunningProduct,
  device: Pick<OwnDevice, 'user' | 'secret'>,
  way: 'tls' | 'plain' = 'plain',
): Promise<MqttClient> {
  const { user: username, secret: password } = device;
  const options = { username, password, clientId: username, reconnectPeriod: 0, connectTimeout: 5_000 };
  return way === 'tls'
    ? connectAsync(`mqtts://localhost:${product.mqttTlsPort}`, { ...options, ca: product.authority })
    : connectAsync(`mqtt://127.0.0.1:${product.mqttPort}`, options);
}

/** A JSON call without any log-in, as a device makes it; status and answer. */
export async function callAsDevice<C extends ApiContract>(
  { product }: Workshop,
  contract: C,
  input: RawInput<C>,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const { status, body } = await send(product.address, contract.path, {
    method: contract.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status, answer: JSON.parse(body.toString()) };
}

/** What the live channel shows of series. */
export async function watchLive(
  { product, client }: Workshop,
  show: readonly string[],
): Promise<{ seen: readonly LiveValue[]; close(): void }> {
  const socket = new WebSocket(`wss://localhost:${product.address.port}/api/live`, {
    ca: product.authority,
    headers: { authorization: `Bearer ${client.token}` },
  });
  const seen: LiveValue[] = [];
  socket.on('message', (frame: Buffer) => seen.push(...decodeLiveFrame(frame)));
  await once(socket, 'open');
  socket.send(JSON.stringify({ show }));
  return { seen, close: () => socket.terminate() };
}
