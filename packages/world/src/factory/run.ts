import { type Clock, type Log, must, runService, seededRandom } from '@musubi/base';
import { dropCsv, tidyCollected } from '../deliver/file-drop.ts';
import { deliverByHttp } from '../deliver/http.ts';
import { deliverByMqtt } from '../deliver/mqtt.ts';
import { Outbox } from '../deliver/outbox.ts';
import { type Message, Sampler, TICK_MS } from '../deliver/sampler.ts';
import { everyTick } from '../deliver/tick.ts';
import type { DeviceKey, SimulatedDevice } from './device.ts';
import { runShdrDevice } from './run-shdr.ts';
import { DEMO_SEED, musubiWorks } from './works.ts';

/** Where the simulated devices deliver to, as real ones would be told. */
export interface DemoEndpoints {
  /** The broker inside: `mqtts://127.0.0.1:8883`. */
  mqtt: string;
  /** The product's own address: `https://127.0.0.1:8443`. */
  http: string;
  /** The port at which the lathe's adapter listens for the product. */
  shdrPort: number;
  /** The watched folder into which the compressor's logger drops its files. */
  folder: string;
  /** The private certificate authority of the installation, PEM. */
  ca?: string;
}

/** What a device was given at its registration; over MQTT it publishes to `musubi/<user>` unless told otherwise. */
export interface DemoCredential {
  user: string;
  secret: string;
  topic?: string;
}

export interface DemoFactory {
  endpoints: DemoEndpoints;
  /** For every device that delivers by MQTT or HTTP. */
  credentials: Readonly<Partial<Record<DeviceKey, DemoCredential>>>;
  clock: Clock;
  log: Log;
  seed?: number;
}

const FILE_EVERY_MS = 60_000;

/**
 * Runs 結び製作所 until `signal` aborts: seven devices that measure each second and deliver by MQTT, HTTP, SHDR and
 * CSV files as real ones do. A link that breaks is taken up again with back-off; what was not acknowledged is sent
 * again. It resolves when all have stopped.
 */
export async function runDemoFactory(demo: DemoFactory, signal: AbortSignal): Promise<void> {
  const { devices } = musubiWorks(demo.seed ?? DEMO_SEED);
  await Promise.all(devices.map((device) => runDevice(device, demo, signal)));
}

function runDevice(device: SimulatedDevice, demo: DemoFactory, signal: AbortSignal): Promise<void> {
  const { clock } = demo;
  const log = demo.log.with({ simulated: device.key });
  if (device.way === 'shdr') {
    const run = (stop: AbortSignal) => runShdrDevice(device, demo.endpoints.shdrPort, { clock, log }, stop);
    return keepUp(device, run, demo, signal);
  }
  if (device.way === 'file') {
    return keepUp(device, (stop) => runFileDevice(device, demo, stop), demo, signal);
  }
  const outbox = new Outbox<Message>();
  const sampler = new Sampler(device.signals);
  const deliver = deliveryOf(device, demo, outbox);
  const measure = everyTick(clock, TICK_MS, signal, (time) => {
    const message = sampler.take(time);
    if (message) outbox.put(message);
  });
  const link = keepUp(
    device,
    (stop) => {
      sampler.forget();
      return deliver(stop);
    },
    demo,
    signal,
  );
  return Promise.all([measure, link]).then(() => {});
}

function deliveryOf(device: SimulatedDevice, demo: DemoFactory, outbox: Outbox<Message>) {
  const { endpoints, credentials } = demo;
  const { user, secret, topic } = must(credentials[device.key], `credentials of ${device.key}`);
  const trust = endpoints.ca === undefined ? {} : { ca: endpoints.ca };
  if (device.way === 'http') {
    return (stop: AbortSignal) =>
      deliverByHttp({ url: endpoints.http, token: secret, ...trust }, outbox, stop);
  }
  const door = { url: endpoints.mqtt, user, secret, topic: topic ?? `musubi/${user}`, ...trust };
  return (stop: AbortSignal) => deliverByMqtt(door, outbox, stop);
}

function keepUp(
  device: SimulatedDevice,
  run: (signal: AbortSignal) => Promise<void>,
  demo: DemoFactory,
  signal: AbortSignal,
): Promise<void> {
  const random = seededRandom(device.key.length * 7_919);
  return runService(
    { name: `world:${device.key}`, run },
    { clock: demo.clock, log: demo.log, random },
    signal,
  );
}

async function runFileDevice(device: SimulatedDevice, demo: DemoFactory, signal: AbortSignal): Promise<void> {
  const sampler = new Sampler(device.signals);
  const keys = device.signals.map(({ key }) => key);
  let rows: Message[] = [];
  let dropAt = 0;
  await everyTick(demo.clock, TICK_MS, signal, async (time) => {
    const message = sampler.take(time);
    if (message) rows.push(message);
    if (time < dropAt || rows.length === 0) return;
    const full = rows;
    rows = [];
    dropAt = (Math.floor(time / FILE_EVERY_MS) + 1) * FILE_EVERY_MS;
    await dropCsv(demo.endpoints.folder, device.key, keys, full);
    await tidyCollected(demo.endpoints.folder, device.key);
  });
}
