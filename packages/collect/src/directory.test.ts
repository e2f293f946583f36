import { createHash } from 'node:crypto';
import { Facts, FastClock, silentLog } from '@musubi/base';
import {
  type Connection,
  type Device,
  deviceCredentialRecord,
  deviceRecord,
  type FactMap,
  put,
  type Records,
  seriesRecord,
} from '@musubi/schema';
import { memoryRecords } from '@musubi/store/drivers';
import { describe, expect, it } from 'vitest';
import { Directory } from './directory.ts';

const connection: Connection = {
  id: 'con_1',
  name: '旋盤',
  connector: 'shdr',
  settings: {},
  enabled: true,
  builtIn: false,
  simulated: false,
  createdAt: 0,
};

const device: Device = {
  id: 'dev_1',
  name: '炉',
  connectionId: 'con_1',
  address: 'furnace',
  profile: {},
  silentAfterMs: 60_000,
  simulated: false,
  acceptedAt: 0,
  acceptedBy: 'per_1',
};

async function open(records: Records = memoryRecords({ clock: new FastClock() })) {
  const clock = new FastClock();
  const facts = new Facts<FactMap>(silentLog);
  const directory = await Directory.open({ records, clock, facts, language: 'ja' });
  return { records, facts, directory };
}

describe('the directory', () => {
  it('gives a series its number at once and its name, unit and kind by guess', async () => {
    const { directory } = await open();
    const entry = directory.accept(device);
    const number = entry.series('motor_temp_degC', { kind: 'number' });
    expect(entry.series('motor_temp_degC', { kind: 'number' })).toBe(number);
    expect(directory.series(number)).toMatchObject({ name: 'motor 温度', unit: '°C', kind: 'number' });
    expect(directory.series(entry.series('運転状態', { kind: 'text' })).kind).toBe('state');
  });

  it('finds everything again after a restart, and never gives a number twice', async () => {
    const { records, directory } = await open();
    const own = directory.own(connection, 'lathe:7878', '旋盤 1');
    const first = own.series('load', { kind: 'number', expectedEveryMs: 1_000 });
    const last = own.series('execution', { kind: 'text' });
    await directory.save();
    const id = directory.series(last).id;
    await records.write([{ remove: seriesRecord, id }] as never);

    const again = (await open(records)).directory;
    const entry = again.at('con_1', 'lathe:7878');
    expect(entry?.device.name).toBe('旋盤 1');
    expect(entry?.series('load', { kind: 'number' })).toBe(first);
    expect(entry?.series('new', { kind: 'number' })).toBe(last + 1);
  });

  it('waits for nothing where nothing is new', async () => {
    const { directory } = await open();
    expect(directory.save()).toBeUndefined();
    directory.own(connection, 'a', 'a').series('x', { kind: 'number' });
    expect(directory.save()).toBeInstanceOf(Promise);
    await directory.save();
    expect(directory.save()).toBeUndefined();
  });

  it('tells of a new series only once it is durable, also when writing failed at first', async () => {
    const records = memoryRecords({ clock: new FastClock() });
    let broken = true;
    const failing: Records = {
      get: records.get.bind(records),
      list: records.list.bind(records),
      writeAudited: records.writeAudited.bind(records),
      write: (changes) => (broken ? Promise.reject(new Error('disk')) : records.write(changes)),
    };
    const { directory, facts } = await open(failing);
    const told: number[] = [];
    facts.on('seriesAdded', ({ number }) => told.push(number));
    const entry = directory.own(connection, 'a', 'a');
    entry.series('x', { kind: 'number' });
    await expect(directory.save()).rejects.toThrow('disk');
    entry.series('y', { kind: 'number' });
    expect(told).toEqual([]);
    broken = false;
    await directory.save();
    expect(told).toEqual([1, 2]);
    expect(await records.list(seriesRecord)).toHaveLength(2);
  });

  it('lets the first reading that knows its kind decide', async () => {
    const { directory } = await open();
    const entry = directory.accept(device);
    const number = entry.series('temp', { kind: 'text', provisional: true });
    expect(entry.kind(number)).toBe('text');
    entry.series('temp', { kind: 'number' });
    expect(entry.kind(number)).toBe('number');
    entry.series('temp', { kind: 'text' });
    expect(entry.kind(number)).toBe('number');
  });

  it('takes a key of any length, and an endless number of keys from nobody', async () => {
    const { directory } = await open();
    const entry = directory.accept(device);
    const a = entry.series(`${'x'.repeat(300)}a`, { kind: 'number' });
    const b = entry.series(`${'x'.repeat(300)}b`, { kind: 'number' });
    expect(a).not.toBe(b);
    expect(entry.series(`${'x'.repeat(300)}a`, { kind: 'number' })).toBe(a);
    expect(() => {
      for (let i = 0; i < 30_000; i++) entry.series(`k${i}`, { kind: 'number' });
    }).toThrow(expect.objectContaining({ code: 'device.too-many-series' }));
  });

  it('knows a device by its secret, until it is revoked', async () => {
    const { records } = await open();
    const tokenHash = createHash('sha256').update('s3cret').digest('hex');
    const credential = { id: 'cre_1', deviceId: 'dev_1', tokenHash, createdAt: 0 };
    await records.write([
      put(deviceRecord, device.id, device),
      put(deviceCredentialRecord, credential.id, credential),
    ]);
    const { directory } = await open(records);
    expect(directory.authenticate('dev_1', 's3cret')?.deviceId).toBe('dev_1');
    expect(directory.authenticate('dev_1', 'wrong')).toBeUndefined();
    expect(directory.authenticate('dev_2', 's3cret')).toBeUndefined();
    const entry = directory.at('con_1', 'furnace');
    directory.revoke({ ...device, revokedAt: 1 });
    expect(entry?.revoked.aborted).toBe(true);
    expect(directory.authenticate('dev_1', 's3cret')).toBeUndefined();
    expect(directory.at('con_1', 'furnace')).toBeUndefined();
    expect(() => directory.own(connection, 'furnace', '炉')).toThrow(
      expect.objectContaining({ code: 'device.revoked' }),
    );
  });
});
