import { systemClock } from '@musubi/base';
import { Quality } from '@musubi/schema';
import { addDevice, listConnections, queryReadings } from '@musubi/schema/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawReadings, seriesOf } from '../product/stored-readings.ts';
import { connectMqtt, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop[Symbol.asyncDispose]());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A value that tells which second it is of. */
const valueAt = (second: number) => (second % 600) / 10;

async function newDevice(name: string) {
  const { device, credentials } = await workshop.client.call(addDevice, {
    name,
    connectionId: 'mqtt-broker',
  });
  return {
    device,
    link: () => connectMqtt(workshop.product, credentials!),
    topic: `musubi/${device.address}`,
  };
}

async function brokerHealth() {
  const { connections } = await workshop.client.call(listConnections, {});
  return connections.find(({ connection }) => connection.connector === 'mqtt-broker')!.health;
}

it('takes the hour that a device kept during a cut: nothing lost, nothing twice, counted as late, aggregates right', {
  timeout: 120_000,
}, async () => {
  const { client } = workshop;
  const { device, link, topic } = await newDevice('compressor');
  // Whole hours, so that the aggregates can be worked out by hand.
  const begin = Math.floor(systemClock.now() / HOUR) * HOUR - 3 * HOUR;
  const message = (second: number) =>
    JSON.stringify({ time: begin + second * 1_000, sequence: second, values: { pressure: valueAt(second) } });
  const before = await brokerHealth();
  const first = await link();
  const publish = (through: typeof first, second: number) =>
    through.publishAsync(topic, message(second), { qos: 1 });
  // Ten minutes sent as they were measured, then the cut; after it the newest first, as publishers do.
  for (let second = 0; second < 600; second += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => publish(first, second + i)));
  }
  first.end(true);
  const second = await link();
  await publish(second, 600 + 3_600);
  for (let at = 600; at < 600 + 3_600; at += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, i) => publish(second, at + i)));
  }
  // The acknowledgement of the last portion was lost with the link: it is sent once more.
  await Promise.all(Array.from({ length: 100 }, (_, i) => publish(second, 4_100 + i)));
  await second.endAsync();

  const pressure = (await seriesOf(client, device.id)).get('pressure')!;
  const span = { from: begin, to: begin + 2 * HOUR };
  const raw = (await rawReadings(client, [pressure.id], span)).get(pressure.id)!;
  expect(raw.time).toEqual(Array.from({ length: 4_201 }, (_, i) => begin + i * 1_000));
  expect(raw.last).toEqual(Array.from({ length: 4_201 }, (_, i) => valueAt(i)));
  expect(raw.quality.every((code) => code === Quality.Good)).toBe(true);
  const after = await brokerHealth();
  expect(after.received - before.received).toBe(4_201 + 100);
  expect(after.duplicate - before.duplicate).toBe(100);
  expect(after.late - before.late).toBeGreaterThanOrEqual(3_600);

  const minutes = await client.call(queryReadings, { seriesIds: [pressure.id], ...span, buckets: 120 });
  expect(minutes.bucketMs).toBe(MINUTE);
  const columns = minutes.series[0]!;
  expect(columns.count).toEqual([...Array.from({ length: 70 }, () => 60), 1]);
  columns.time.forEach((time, i) => {
    const values = Array.from({ length: columns.count[i]! }, (_, j) => valueAt((time - begin) / 1_000 + j));
    expect(columns.min[i]).toBe(Math.min(...values));
    expect(columns.max[i]).toBe(Math.max(...values));
    expect(columns.first[i]).toBe(values[0]);
    expect(columns.last[i]).toBe(values.at(-1));
    expect(columns.mean[i]).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
  });
});

it('joins three sources whose clocks differ by half a second: one event lies in one bucket or its neighbour', async () => {
  const { client } = workshop;
  const begin = Math.floor(systemClock.now() / HOUR) * HOUR - HOUR;
  const SKEWS = [-250, 0, 250];
  const STEP = 137;
  const seriesIds: string[] = [];
  for (const [i, skew] of SKEWS.entries()) {
    const { device, link, topic } = await newDevice(`source ${i}`);
    const publisher = await link();
    // Each samples in its own rhythm; all see the same step at second 137.
    const time: number[] = [];
    for (let at = i * 130; at < 300_000; at += 400 + i * 37) time.push(at);
    const body = {
      time: time.map((at) => begin + at + skew),
      values: { level: time.map((at) => (at < STEP * 1_000 ? 0 : 1)) },
    };
    await publisher.publishAsync(topic, JSON.stringify(body), { qos: 1 });
    await publisher.endAsync();
    seriesIds.push((await seriesOf(client, device.id)).get('level')!.id);
  }
  const span = { from: begin - 1_000, to: begin + 299_000 };
  const { bucketMs, series } = await client.call(queryReadings, { seriesIds, ...span, buckets: 300 });
  expect(bucketMs).toBe(1_000);
  const steps = series.map(({ time, max }) => time[max.indexOf(1)]!);
  // Skew, and the time to each source's next sample.
  for (const step of steps) expect(Math.abs(step - (begin + STEP * 1_000))).toBeLessThanOrEqual(1_000);
  expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1_000);
  for (const { time } of series) expect(time.every((at) => at % bucketMs === 0)).toBe(true);
});
