import { deviceCredentialRecord, enrolmentCodeRecord, foundDeviceRecord } from '@musubi/schema';
import {
  acceptFoundDevice,
  addDevice,
  type Caller,
  changeDevice,
  createEnrolmentCode,
  dismissFoundDevice,
  enrolDevice,
  listDevices,
  listFoundDevices,
  revokeDevice,
} from '@musubi/schema/api';
import { describe, expect, it } from 'vitest';
import { createConnectors } from '../connectors/registry.ts';
import { tryCollect } from '../testing/try-collect.ts';

const NOBODY: Caller = { kind: 'nobody', address: '192.168.0.77', language: 'ja' };

async function running() {
  const world = await tryCollect();
  await world.start();
  return world;
}

describe('found devices', () => {
  it('are refused, suggested with name, unit and kit, and delivered from once accepted', async () => {
    const { collect, call, clock } = await running();
    const { found } = collect.works;
    found.attempt('door', 'factory/press-3/data', { temp_degC: 21.5, 電流: 3.2, state: 'RUN' });
    found.attempt('door', 'factory/press-3/data', { count: 4 });
    await clock.advance(1_000);
    const [device] = (await call(listFoundDevices, {})).found;
    expect(device).toMatchObject({ attempts: 2, suggestion: { name: 'press-3', kit: 'machine-watch' } });
    expect(device?.suggestion.series.map(({ name, unit, kind }) => [name, unit, kind])).toEqual([
      ['温度', '°C', 'number'],
      ['電流', 'A', 'number'],
      ['状態', '', 'state'],
      ['個数', '', 'number'],
    ]);
    const accepted = await call(acceptFoundDevice, { id: device!.id, name: 'プレス 3' });
    expect(accepted.credentials?.user).toBe(accepted.device.id);
    expect(collect.open(accepted.credentials!.user, accepted.credentials!.secret)?.deviceId).toBe(
      accepted.device.id,
    );
    expect((await call(listFoundDevices, {})).found).toEqual([]);
    await expect(call(acceptFoundDevice, { id: device!.id, name: 'x' })).rejects.toThrow();
  });

  it('are written at most every few seconds, however often they ask', async () => {
    const { collect, clock, records, facts } = await running();
    const told: string[] = [];
    facts.on('deviceFound', ({ foundDeviceId }) => told.push(foundDeviceId));
    for (let second = 0; second < 20; second++) {
      for (let i = 0; i < 50; i++) collect.works.found.attempt('door', 'a', { x: i });
      await clock.advance(1_000);
    }
    const [stored] = await records.list(foundDeviceRecord);
    expect(stored?.revision).toBeLessThanOrEqual(5);
    expect(stored?.value.attempts).toBeGreaterThan(700);
    expect(told).toHaveLength(1);
  });

  it('stay refused and unseen when dismissed, after a restart too', async () => {
    const { collect, call, clock, records } = await running();
    collect.works.found.attempt('door', 'a', {});
    await clock.advance(1_000);
    const [device] = (await call(listFoundDevices, {})).found;
    await call(dismissFoundDevice, { id: device!.id });
    collect.works.found.attempt('door', 'a', {});
    expect((await call(listFoundDevices, {})).found).toEqual([]);
    const again = await tryCollect({ records });
    again.collect.works.found.attempt('door', 'a', {});
    expect((await again.call(listFoundDevices, {})).found).toEqual([]);
  });

  it('can not fill the memory with invented addresses', async () => {
    const { collect, call } = await running();
    for (let i = 0; i < 2_000; i++) collect.works.found.attempt('door', `a${i}`, {});
    expect((await call(listFoundDevices, {})).found).toHaveLength(500);
  });
});

describe('one-time codes', () => {
  it('let exactly one of two devices in', async () => {
    const { call, collect, records, clock } = await running();
    const { code, link } = await call(createEnrolmentCode, { connectionId: 'door', deviceName: '温度計' });
    expect(link).toBe(`https://musubi.local:8443/enrol#${code}`);
    const tries = await Promise.allSettled([
      call(enrolDevice, { code, serial: 'A' }, NOBODY),
      call(enrolDevice, { code: code.toLowerCase().replace('-', ''), serial: 'B' }, NOBODY),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'enrol.code-used' },
    });
    const devices = (await call(listDevices, {})).devices;
    expect(devices.map(({ device }) => device.name)).toEqual(['温度計']);
    const won = tries.find((one) => one.status === 'fulfilled')!.value;
    expect(won.mqtt).toEqual({ secureAddress: 'mqtts://musubi.local:8883', topic: `musubi/${won.deviceId}` });
    expect(collect.open(won.user, won.secret)).toBeDefined();
    const [spent] = await records.list(enrolmentCodeRecord);
    expect(spent?.value.usedByDeviceId).toBe(won.deviceId);
    await expect(call(enrolDevice, { code }, NOBODY)).rejects.toMatchObject({ code: 'enrol.code-used' });
    clock.jumpWall(2 * 86_400_000);
    await call(createEnrolmentCode, { connectionId: 'door' });
    expect(await records.list(enrolmentCodeRecord)).toHaveLength(1);
  });

  it('are worth nothing after ten minutes', async () => {
    const { call, clock } = await running();
    const { code, expiresAt } = await call(createEnrolmentCode, { connectionId: 'door' });
    expect(expiresAt).toBe(clock.now() + 600_000);
    await clock.advance(600_001);
    await expect(call(enrolDevice, { code }, NOBODY)).rejects.toMatchObject({ code: 'enrol.code-expired' });
  });

  it('can not be guessed: after some wrong ones nothing is tried any more', async () => {
    const { call } = await running();
    const { code } = await call(createEnrolmentCode, { connectionId: 'door' });
    for (let i = 0; i < 10; i++) {
      await expect(call(enrolDevice, { code: `WRNG-${i}` }, NOBODY)).rejects.toMatchObject({
        code: 'enrol.code-wrong',
      });
    }
    await expect(call(enrolDevice, { code }, NOBODY)).rejects.toMatchObject({ code: 'enrol.too-many-tries' });
    const elsewhere = { ...NOBODY, address: '192.168.0.78' };
    await expect(call(enrolDevice, { code }, elsewhere)).resolves.toBeDefined();
  });
});

describe('an accepted device', () => {
  it('delivers by HTTP with its own secret, and is cut off at once when revoked', async () => {
    const world = await tryCollect({ connectors: createConnectors() });
    await world.start();
    const { credentials, device } = await world.call(addDevice, { name: '炉', connectionId: 'http' });
    const known = world.collect.open(credentials!.user, credentials!.secret);
    const body = Buffer.from(JSON.stringify({ values: { temp: 820.5, 状態: '加熱' } }));
    await expect(known?.deliver({ contentType: 'application/json', body })).resolves.toMatchObject({
      stored: 2,
    });
    expect(world.usable('temp')).toEqual([820.5]);
    expect(world.collect.open(credentials!.user, 'wrong')).toBeUndefined();

    const handle = world.collect.directory.device(device.id);
    await world.call(revokeDevice, { id: device.id });
    expect(handle?.revoked.aborted).toBe(true);
    expect(world.collect.open(credentials!.user, credentials!.secret)).toBeUndefined();
    await expect(known?.deliver({ contentType: 'application/json', body })).rejects.toMatchObject({
      code: 'device.revoked',
    });
    expect((await world.call(listDevices, {})).devices).toEqual([]);
    const again = await tryCollect({ records: world.records, connectors: createConnectors() });
    expect(again.collect.open(credentials!.user, credentials!.secret)).toBeUndefined();
  });

  it('keeps no secret that could be read again', async () => {
    const { call, records } = await running();
    const { credentials } = await call(addDevice, { name: '炉', connectionId: 'door' });
    const stored = JSON.stringify(await records.list(deviceCredentialRecord));
    expect(stored).not.toContain(credentials?.secret);
  });

  it('needs an address where the product gives it no credentials, and one of its own', async () => {
    const world = await running();
    const { collect, call } = world;
    const id = await collect.addConnection(
      { name: '旋盤', connector: 'hand', settings: {} },
      { id: 'system', actor: 'system', actorName: 'Musubi' },
    );
    const device = { name: '旋盤', connectionId: id };
    await expect(call(addDevice, device)).rejects.toMatchObject({ code: 'device.address-missing' });
    expect((await call(addDevice, { ...device, address: 'a' })).credentials).toBeUndefined();
    await expect(call(addDevice, { ...device, address: 'a' })).rejects.toMatchObject({
      code: 'device.address-taken',
    });
  });

  it('is renamed, moved to another asset, and silent after the silence that a person set', async () => {
    const { call, clock } = await running();
    const { device } = await call(addDevice, { name: '炉', connectionId: 'door' });
    const changed = await call(changeDevice, {
      id: device.id,
      name: '炉 2',
      assetName: '熱処理',
      silentAfterMs: 5_000,
    });
    expect(changed.device.assetId).not.toBe(device.assetId);
    expect((await call(listDevices, {})).devices[0]).toMatchObject({
      silent: false,
      device: { name: '炉 2' },
    });
    await clock.advance(6_000);
    expect((await call(listDevices, {})).devices[0]?.silent).toBe(true);
  });
});
