import {
  acceptFoundDevice,
  addDevice,
  createEnrolmentCode,
  enrolDevice,
  listFoundDevices,
  listMachines,
  revokeDevice,
} from '@musubi/schema/api';
import { musubiWorks } from '@musubi/world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationOf } from '../product/devices.ts';
import { send } from '../product/person-client.ts';
import { givenCount, rawReadings, seriesOf } from '../product/stored-readings.ts';
import { callAsDevice, connectMqtt, openWorkshop, type Workshop, watchLive } from './workshop.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
const MQTT = 'mqtt-broker';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop[Symbol.asyncDispose]());

async function foundAt(address: string) {
  const { found } = await workshop.client.call(listFoundDevices, {});
  return found.find((device) => device.address === address);
}

describe('a first device of one’s own', () => {
  it.each(['tls', 'plain'] as const)('is refused, found, accepted and seen (MQTT, %s)', async (way) => {
    const { client, product } = workshop;
    const name = `press-${way}`;
    const stranger = { user: name, secret: 'whatever' };
    await expect(connectMqtt(product, stranger, way)).rejects.toMatchObject({ code: 5 });
    await expect.poll(() => foundAt(name), PATIENCE).toBeDefined();

    // It tries again, as machines do, and may show what it would send; nothing of it is acknowledged or stored.
    const guest = await connectMqtt(product, stranger, way);
    const readings = { temperature: 41.5, state: 'RUN', current: 3.2 };
    guest.publish(`musubi/${name}`, JSON.stringify(readings), { qos: 0 });
    await guest.endAsync();
    await expect.poll(async () => (await foundAt(name))?.suggestion.series.length, PATIENCE).toBe(3);
    const found = (await foundAt(name))!;
    expect(found.suggestion).toMatchObject({ name, kit: 'machine-watch' });
    expect(found.suggestion.series).toContainEqual(
      expect.objectContaining({ key: 'temperature', kind: 'number', unit: '°C', sample: '41.5' }),
    );
    expect(found.suggestion.series).toContainEqual(expect.objectContaining({ key: 'state', kind: 'state' }));

    const { device, credentials } = await client.call(acceptFoundDevice, { id: found.id, name: 'プレス' });
    expect(await foundAt(name)).toBeUndefined();
    expect((await seriesOf(client, device.id)).size).toBe(0);
    const own = await connectMqtt(product, credentials!, way);
    const topic = `musubi/${device.address}`;
    await own.publishAsync(topic, JSON.stringify(readings), { qos: 1 });
    const temperature = (await seriesOf(client, device.id)).get('temperature')!;
    const { machines } = await client.call(listMachines, {});
    const values = machines.flatMap((machine) => machine.values);
    expect(values.find(({ series }) => series.id === temperature.id)).toMatchObject({
      number: 41.5,
      stale: false,
    });
    const live = await watchLive(workshop, [temperature.id]);
    await expect.poll(() => live.seen.at(-1)?.number, PATIENCE).toBe(41.5);
    await own.publishAsync(topic, JSON.stringify({ temperature: 42.5 }), { qos: 1 });
    await expect.poll(() => live.seen.at(-1)?.number, PATIENCE).toBe(42.5);
    live.close();
    const stored = (await rawReadings(client, [temperature.id])).get(temperature.id)!;
    expect(stored.last).toEqual([41.5, 42.5]);
    await own.endAsync();
  });

  it('enrols a hundred devices by one-time codes, refuses a code used twice, and cuts a revoked one off at once', {
    timeout: 120_000,
  }, async () => {
    const { client, product } = workshop;
    const enrolled: { id: string; user: string; secret: string; topic: string }[] = [];
    const enrolOne = async (number: number) => {
      const { code, link } = await client.call(createEnrolmentCode, { connectionId: MQTT });
      expect(link).toContain(code);
      const name = `sensor ${number}`;
      const { status, answer } = await callAsDevice(workshop, enrolDevice, { code, name });
      expect(status).toBe(200);
      const { user, secret, deviceId, mqtt } = enrolDevice.output.parse(answer);
      enrolled.push({ id: deviceId, user, secret, topic: mqtt.topic });
      const again = await callAsDevice(workshop, enrolDevice, { code, name });
      expect(again.answer).toMatchObject({ code: 'enrol.code-used' });
    };
    for (let i = 0; i < 100; i += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, j) => enrolOne(i + j)));
    }
    expect(new Set(enrolled.map(({ user }) => user)).size).toBe(100);
    for (let i = 0; i < 100; i += 20) {
      await Promise.all(
        enrolled.slice(i, i + 20).map(async (device) => {
          const link = await connectMqtt(product, device);
          await link.publishAsync(device.topic, '{"level":7}', { qos: 1 });
          await link.endAsync();
        }),
      );
    }
    const { machines } = await client.call(listMachines, {});
    const levels = machines.flatMap(({ values }) => values).filter(({ series }) => series.key === 'level');
    expect(levels.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, () => 7));

    const revoked = enrolled[0]!;
    const link = await connectMqtt(product, revoked);
    const closed = new Promise<void>((resolve) => link.once('close', () => resolve()));
    await client.call(revokeDevice, { id: revoked.id });
    await closed;
    await expect(connectMqtt(product, revoked)).rejects.toMatchObject({ code: 5 });
    const headers = { authorization: authorizationOf(revoked), 'content-type': 'application/json' };
    const post = await send(product.address, '/api/readings', {
      method: 'POST',
      headers,
      body: '{"level":8}',
    });
    expect(post.status).toBe(401);
    const level = (await seriesOf(client, revoked.id)).get('level')!;
    const stored = (await rawReadings(client, [level.id])).get(level.id)!;
    expect(stored.last.filter((value) => value !== null)).toEqual([7]);
  });

  it('replaces a simulated device with the same keys, and nothing has to be edited', async () => {
    const { client, product } = workshop;
    const lathe = musubiWorks().devices.find(({ key }) => key === 'lathe')!;
    const { device, credentials } = await client.call(addDevice, { name: '旋盤', connectionId: 'http' });
    const begin = Date.UTC(2026, 10, 24, 1);
    const valuesAt = (time: number) =>
      Object.fromEntries(lathe.signals.map((signal) => [signal.key, signal.at(time)]));
    const simulated = Array.from({ length: 60 }, (_, i) => ({
      time: begin + i * 1_000,
      values: valuesAt(begin + i * 1_000),
    }));
    const headers = { authorization: authorizationOf({ id: device.id, ...credentials! }) };
    const answer = await send(product.address, '/api/readings', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(simulated),
    });
    expect(answer.status).toBe(200);
    const before = await seriesOf(client, device.id);
    expect([...before.keys()].sort()).toEqual(lathe.signals.map(({ key }) => key).sort());

    // The real one: another program, another protocol, the same keys and credentials.
    const real = await connectMqtt(product, credentials!, 'tls');
    for (let i = 60; i < 120; i++) {
      const time = begin + i * 1_000;
      await real.publishAsync(`musubi/${device.address}`, JSON.stringify({ time, values: valuesAt(time) }), {
        qos: 1,
      });
    }
    await real.endAsync();
    expect(await seriesOf(client, device.id)).toEqual(before);
    const stored = await rawReadings(
      client,
      [...before.values()].map(({ id }) => id),
    );
    for (const columns of stored.values()) expect(givenCount(columns)).toBe(120);
  });
});
