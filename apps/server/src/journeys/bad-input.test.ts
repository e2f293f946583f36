import { systemClock } from '@musubi/base';
import {
  addConnection,
  addDevice,
  importFile,
  listConnections,
  listDevices,
  listQuarantine,
  replayQuarantined,
} from '@musubi/schema/api';
import { ShdrAdapter } from '@musubi/world';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorizationOf } from '../product/devices.ts';
import { send } from '../product/person-client.ts';
import { givenCount, rawReadings, seriesOf } from '../product/stored-readings.ts';
import { connectMqtt, openWorkshop, type Workshop } from './workshop.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop[Symbol.asyncDispose]());

/** How many readings each series of a device holds. */
async function storedCounts(deviceId: string): Promise<Record<string, number>> {
  const { client } = workshop;
  const series = await seriesOf(client, deviceId);
  const raw = await rawReadings(
    client,
    [...series.values()].map(({ id }) => id),
  );
  return Object.fromEntries([...series].map(([key, { id }]) => [key, givenCount(raw.get(id)!)]));
}

async function waitingOf(connectionId: string) {
  const { entries } = await workshop.client.call(listQuarantine, { connectionId });
  return entries;
}

/** Reading it again changes nothing as long as it is as unreadable as it was: it waits on. */
async function stayWhenReadAgain(connectionId: string): Promise<void> {
  const before = await waitingOf(connectionId);
  for (const { id } of before) {
    const again = await workshop.client.call(replayQuarantined, { id });
    expect(again).toEqual({ stored: 0, state: 'waiting' });
  }
  expect(await waitingOf(connectionId)).toEqual(before);
}

async function quarantinedOf(connectionId: string): Promise<number> {
  const { connections } = await workshop.client.call(listConnections, {});
  return connections.find(({ connection }) => connection.id === connectionId)!.health.quarantined;
}

it('keeps what MQTT clients send wrong, and loses no good value beside it', async () => {
  const { client, product } = workshop;
  const { device, credentials } = await client.call(addDevice, {
    name: 'mixed',
    connectionId: 'mqtt-broker',
  });
  const link = await connectMqtt(product, credentials!);
  const topic = `musubi/${device.address}`;
  const bad = [
    '{"speed": 1',
    '',
    Buffer.from([0xff, 0xfe, 0x00]),
    '{"time":"yesterday","values":{"speed":1}}',
  ];
  for (let i = 0; i < 40; i++) {
    await link.publishAsync(topic, JSON.stringify({ speed: i }), { qos: 1 });
    if (i % 10 === 5) await link.publishAsync(topic, bad[(i - 5) / 10]!, { qos: 1 });
  }
  await link.endAsync();
  expect(await storedCounts(device.id)).toEqual({ speed: 40 });
  const entries = await waitingOf('mqtt-broker');
  expect(entries.map(({ reason }) => reason).sort()).toEqual([
    'payload.bad-time',
    'payload.empty',
    'payload.not-json',
    'payload.not-text',
  ]);
  expect(
    Buffer.from(entries.find(({ reason }) => reason === 'payload.not-json')!.raw, 'base64').toString(),
  ).toBe(bad[0]);
  expect(await quarantinedOf('mqtt-broker')).toBe(4);
  await stayWhenReadAgain('mqtt-broker');
  expect(await storedCounts(device.id)).toEqual({ speed: 40 });
});

it('stores the good rows of an HTTP batch and keeps the bad ones', async () => {
  const { client, product } = workshop;
  const { device, credentials } = await client.call(addDevice, { name: 'gateway', connectionId: 'http' });
  const authorization = authorizationOf({ id: device.id, ...credentials! });
  const post = async (body: string, type: string) => {
    const headers = { authorization, 'content-type': type };
    const answer = await send(product.address, '/api/readings', { method: 'POST', headers, body });
    return { status: answer.status, ...JSON.parse(answer.body.toString()) };
  };
  const at = Date.UTC(2026, 10, 24);
  const rows: unknown[] = Array.from({ length: 20 }, (_, i) => ({ time: at + i, values: { flow: i } }));
  rows.splice(3, 0, 7, { time: 'gestern', values: { flow: 1 } });
  rows.push({ time: at, values: {} });
  expect(await post(JSON.stringify(rows), 'application/json')).toEqual({
    status: 200,
    stored: 20,
    duplicates: 0,
    quarantined: 3,
  });
  expect(await post('{"values": {', 'application/json')).toMatchObject({ stored: 0, quarantined: 1 });
  const lines = Array.from({ length: 10 }, (_, i) => `air pressure=${i} ${at + i}000000`);
  lines.splice(4, 0, 'air pressure=', 'nonsense');
  expect(await post(lines.join('\n'), 'text/plain')).toMatchObject({ stored: 10, quarantined: 2 });
  const counts = Object.values(await storedCounts(device.id)).sort((a, b) => a - b);
  expect(counts).toEqual([10, 20]);
  expect(await waitingOf('http')).toHaveLength(3);
  await stayWhenReadAgain('http');
  expect(Object.values(await storedCounts(device.id)).sort((a, b) => a - b)).toEqual([10, 20]);
});

it('reads on after lines that no adapter should send', async () => {
  const { client } = workshop;
  const adapter = new ShdrAdapter(() => []);
  const port = await adapter.open();
  const settings = { host: '127.0.0.1', port, device: 'lathe' };
  const { connection } = await client.call(addConnection, { name: 'lathe', connector: 'shdr', settings });
  await expect.poll(() => adapter.clients, PATIENCE).toBe(1);
  const stamp = (i: number) => new Date(Date.UTC(2026, 10, 24) + i).toISOString();
  for (let i = 0; i < 30; i++) {
    adapter.send(`${stamp(i)}|load|${i}`);
    if (i === 7) adapter.send('yesterday|load|1');
    if (i === 15) adapter.send(`${stamp(i)}|load`);
    if (i === 20) adapter.send('\u0000\u0001garbage');
  }
  await expect.poll(() => waitingOf(connection.id), PATIENCE).toHaveLength(3);
  const { devices } = await client.call(listDevices, {});
  const lathe = devices.find(({ device }) => device.name === 'lathe')!.device;
  await expect.poll(() => storedCounts(lathe.id), PATIENCE).toEqual({ load: 30 });
  expect((await waitingOf(connection.id)).every(({ reason }) => reason === 'shdr.bad-line')).toBe(true);
  await stayWhenReadAgain(connection.id);
  await adapter.close();
});

it('stores the good rows of a CSV file, keeps the bad ones, and refuses what is no table', async () => {
  const { client, product } = workshop;
  const upload = async (content: string) => {
    const query = new URLSearchParams({ fileName: 'log.csv', deviceName: 'logger' });
    const answer = await send(product.address, `${importFile.path}?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'text/csv' },
      body: content,
    });
    return { status: answer.status, answer: JSON.parse(answer.body.toString()) };
  };
  const begin = systemClock.now() - 3_600_000;
  const rows = Array.from({ length: 25 }, (_, i) => `${new Date(begin + i * 1_000).toISOString()},${i / 2}`);
  rows.splice(10, 0, 'not a time,4', `${new Date(begin).toISOString()},1,2,3`);
  const file = ['time,temperature', ...rows].join('\r\n');
  const first = await upload(file);
  expect(first).toMatchObject({ status: 200, answer: { stored: 25, duplicates: 0, rowErrors: 2 } });
  const { deviceId } = first.answer;
  expect(await storedCounts(deviceId)).toEqual({ temperature: 25 });
  const { connections } = await client.call(listConnections, {});
  const uploads = (await Promise.all(connections.map(({ connection }) => waitingOf(connection.id))))
    .flat()
    .filter(({ reason }) => reason.startsWith('file.'));
  expect(uploads).toHaveLength(1);
  expect(Buffer.from(uploads[0]!.raw, 'base64').toString()).toContain('not a time');
  await stayWhenReadAgain(uploads[0]!.connectionId);
  // The same file again stores nothing twice.
  expect((await upload(file)).answer).toMatchObject({ stored: 0, duplicates: 25, rowErrors: 2 });
  expect(await storedCounts(deviceId)).toEqual({ temperature: 25 });
  expect((await upload('just some words\r\nand more')).status).toBe(422);
});
