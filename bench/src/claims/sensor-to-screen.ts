import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { must, systemClock } from '@musubi/base';
import { decodeLiveFrame } from '@musubi/schema/api';
import {
  addDevices,
  firstAdministrator,
  type OwnDevice,
  type PersonClient,
  type RunningProduct,
  seriesByKey,
  startProduct,
} from '@musubi/server/product';
import { WebSocket } from 'ws';
import { connectPacket, DISCONNECT, publishPacket } from '../load/mqtt-packets.ts';
import { whileIngesting } from '../load/while-ingesting.ts';
import { isFull } from '../measure/arguments.ts';
import type { Claim } from '../measure/claim.ts';
import { percentile } from '../measure/samples.ts';

const SERIES = 2_000;
const PER_DEVICE = 20;
const PROBES = isFull ? 1_000 : 300;
const PROBE_EVERY_MS = 47;

interface Sensor {
  publish(values: Record<string, number>): void;
  close(): void;
}

async function openSensor(product: RunningProduct, { user, secret }: OwnDevice): Promise<Sensor> {
  const socket = connect(product.mqttPort, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  socket.write(connectPacket({ clientId: user, user, secret }));
  await once(socket, 'data');
  socket.resume();
  let id = 0;
  return {
    publish(values) {
      id = (id % 65_535) + 1;
      const payload = JSON.stringify({ time: systemClock.now(), values });
      socket.write(publishPacket(`musubi/${user}`, id, Buffer.from(payload)));
    },
    close: () => socket.end(DISCONNECT),
  };
}

/** Opens the live channel on `show` and answers the socket after its first frame. */
async function openScreen(product: RunningProduct, client: PersonClient, show: string[]): Promise<WebSocket> {
  const address = new URL('/api/live', product.address);
  address.protocol = 'wss:';
  const headers = { authorization: `Bearer ${client.token}` };
  const socket = new WebSocket(address, { rejectUnauthorized: false, headers });
  await once(socket, 'open');
  socket.send(JSON.stringify({ show }));
  await once(socket, 'message');
  return socket;
}

export const sensorToScreen: Claim = {
  question: `From a sensor's PUBLISH to the frame at the screen: ${PROBES} probes among 2,000 series at one reading a second, one screen that shows them all`,
  async measure(report) {
    const product = await startProduct();
    const client = await firstAdministrator(product);
    const devices = await addDevices(client, 'mqtt-broker', SERIES / PER_DEVICE);
    const sensors = await Promise.all(devices.map((device) => openSensor(product, device)));
    const values = () =>
      Object.fromEntries(
        Array.from({ length: PER_DEVICE }, (_, i) => [`v${i}`, (systemClock.now() % 1000) + i]),
      );
    const publishAll = async () => {
      for (const sensor of sensors) sensor.publish(values());
    };
    await publishAll();
    await systemClock.sleep(2_000);
    const known = await seriesByKey(client);
    const probeDevice = must(devices[0], 'a device');
    const probe = must(known.get(`${probeDevice.id}/v0`), 'the probe series').number;
    const screen = await openScreen(
      product,
      client,
      [...known.values()].map(({ id }) => id),
    );
    const latencies: number[] = [];
    const unseen: number[] = [];
    let seen = 0;
    screen.on('message', (frame: Buffer) => {
      const now = systemClock.monotonic();
      for (const { series, number } of decodeLiveFrame(frame)) {
        // A frame holds the newest value: whatever was sent before it is seen with it.
        if (series === probe && number < 0)
          for (const sent of unseen.splice(0, -number - seen)) latencies.push(now - sent);
        if (series === probe && number < 0) seen = -number;
      }
    });
    await whileIngesting(1_000, publishAll, async () => {
      for (let i = 1; i <= PROBES; i++) {
        unseen.push(systemClock.monotonic());
        must(sensors[0], 'a sensor').publish({ v0: -i });
        await systemClock.sleep(PROBE_EVERY_MS);
      }
      await systemClock.sleep(1_000);
    });
    screen.terminate();
    for (const sensor of sensors) sensor.close();
    await product.stop();
    rmSync(product.folder, { recursive: true, force: true });
    report.say(
      `${latencies.length} of ${PROBES} probes were seen, each with the first frame that shows it or a newer one`,
    );
    report.figure('p50', 'ms', [percentile(latencies, 0.5)]);
    const p95 = report.figure('p95', 'ms', [percentile(latencies, 0.95)]);
    report.figure('greatest', 'ms', [percentile(latencies, 1)]);
    report.hold('sensor to screen, p95', p95, { must: 2_000, aim: 300, better: 'lower', unit: 'ms' });
  },
};
