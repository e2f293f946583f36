import { rmSync } from 'node:fs';
import { must, systemClock } from '@musubi/base';
import { getInstallation } from '@musubi/schema/api';
import { addDevices, firstAdministrator, startProduct } from '@musubi/server/product';
import { inChild } from '../load/in-child.ts';
import type { PublishPlan, PublishResult } from '../load/mqtt-publishers.ts';
import { isFull } from '../measure/arguments.ts';
import type { Claim } from '../measure/claim.ts';
import { cpuSeconds } from '../measure/process-cost.ts';
import type { Report } from '../measure/report.ts';
import { percentile, readable } from '../measure/samples.ts';
import { mosquittoMissing, startMosquitto } from '../peers/mosquitto.ts';

const TIMES = 3;
const VALUES_PER_MESSAGE = 4;
const SIZES = [
  { clients: 50, must: 0.4 },
  { clients: 1_000, must: 0.3 },
];
const shape = { inFlight: 4_000, warmUpMs: 1_000, measureMs: isFull ? 10_000 : 4_000 };

type Clients = PublishPlan['clients'];

const publish = (port: number, clients: Clients) =>
  inChild<PublishResult>({
    file: './mqtt-publishers.ts',
    work: 'publishAll',
    input: { port, clients, ...shape, start: systemClock.now() - 86_400_000 } satisfies PublishPlan,
  });

const rateOf = ({ acknowledged, seconds }: PublishResult) => acknowledged / seconds;

/** Publishes to the product; what was acknowledged must be what was stored. */
async function toMusubi(report: Report, count: number): Promise<number> {
  const product = await startProduct();
  const client = await firstAdministrator(product);
  const devices = await addDevices(client, 'mqtt-broker', count);
  const clients = devices.map(({ user, secret }) => ({
    login: { clientId: user, user, secret },
    topic: `musubi/${user}`,
  }));
  const before = (await client.call(getInstallation, {})).stored.readings;
  const cpuBefore = cpuSeconds(product.pid);
  const result = await publish(product.mqttPort, clients);
  const cpu = cpuSeconds(product.pid) - cpuBefore;
  const stored = (await client.call(getInstallation, {})).stored.readings - before;
  await product.stop();
  rmSync(product.folder, { recursive: true, force: true });
  const expected = result.acknowledgedInAll * VALUES_PER_MESSAGE;
  report.say(
    `  acknowledged ${result.acknowledgedInAll} messages, ${stored} of ${expected} readings stored, ` +
      `${readable(cpu)} CPU-s, acknowledged after p50 ${readable(percentile(result.latencies, 0.5))} ms, ` +
      `p99 ${readable(percentile(result.latencies, 0.99))} ms`,
  );
  return rateOf(result);
}

async function toMosquitto(count: number, withSubscriber: boolean): Promise<number> {
  await using broker = await startMosquitto();
  const clients = Array.from({ length: count }, (_, i) => ({
    login: { clientId: `c${i}` },
    topic: `plant/${i}`,
  }));
  // Ends by itself when the broker goes.
  if (withSubscriber) {
    inChild({ file: './mqtt-subscriber.ts', work: 'subscribeToAll', input: { port: broker.port } }).catch(
      () => {},
    );
    await systemClock.sleep(500);
  }
  return rateOf(await publish(broker.port, clients));
}

export const mqttQos1: Claim = {
  question: `MQTT QoS 1, 100-byte JSON of ${VALUES_PER_MESSAGE} values, ${shape.inFlight} messages in flight; Musubi acknowledges after its commit, Mosquitto is a mere broker without disk`,
  async measure(report) {
    const missing = mosquittoMissing();
    if (missing) report.skip('Mosquitto', missing);
    for (const { clients, must: least } of SIZES) {
      const ours: number[] = [];
      const carried: number[] = [];
      const dropped: number[] = [];
      for (let i = 0; i < TIMES; i++) {
        ours.push(await toMusubi(report, clients));
        if (missing) continue;
        carried.push(await toMosquitto(clients, true));
        dropped.push(await toMosquitto(clients, false));
      }
      const rate = report.figure(`Musubi, ${clients} clients`, 'messages/s', ours);
      if (missing) continue;
      const peer = report.figure(
        `Mosquitto, ${clients} clients, one subscriber takes all`,
        'messages/s',
        carried,
      );
      report.figure(`(Mosquitto, ${clients} clients, nobody listens)`, 'messages/s', dropped);
      report.hold(`Musubi / Mosquitto, ${clients} clients`, rate / must(peer, 'a peer'), {
        must: least,
        aim: 1,
        better: 'higher',
      });
    }
  },
};
