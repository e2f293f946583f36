import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isMusubiError, systemClock } from '@musubi/base';
import {
  addDevice,
  getInstallation,
  getLineage,
  getSetup,
  listAudit,
  listBackups,
  listMachines,
  listSeries,
  queryReadings,
  removeDemo,
  startBackup,
  startDemo,
} from '@musubi/schema/api';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Running } from './start-musubi.ts';
import { Browser } from './trial/browser.ts';
import { startTrial, trialArgs } from './trial/trial-musubi.ts';

let folder: string;
let musubi: Running;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'musubi-whole-'));
  musubi = await startTrial(folder);
  browser = new Browser(musubi);
});
afterAll(async () => {
  await musubi.close();
  rmSync(folder, { recursive: true, force: true });
});

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

function startProcess(...args: string[]): ChildProcess {
  const program = ['--disable-warning=ExperimentalWarning', MAIN, ...trialArgs(folder), ...args];
  return spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** All lines until the one that says ready, or until the process ends. */
async function printedBy(child: ChildProcess, from: 'stdout' | 'stderr'): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child[from]! })) {
    lines.push(line);
    if (line.startsWith('ready ')) break;
  }
  return lines;
}

/** Numbers that are stored of the device's series `key`; what is unknown because a link broke is left out. */
async function storedValues(of: Browser, deviceName: string, key: string): Promise<number[]> {
  const { machines } = await of.call(listMachines, {});
  const device = machines.flatMap(({ devices }) => devices).find(({ name }) => name === deviceName);
  const { series } = await of.call(listSeries, {});
  const one = series.find((candidate) => candidate.deviceId === device?.id && candidate.key === key);
  if (!one) return [];
  const span = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2100, 0, 1) };
  const answer = await of.call(queryReadings, { seriesIds: [one.id], ...span });
  return answer.series[0]!.last.filter((value) => value !== null);
}

describe('the whole product', () => {
  it('begins with the simulated factory alive and one set-up link, which works once', async () => {
    expect(await browser.call(getSetup, {})).toMatchObject({ needed: true, demo: true });
    const secret = musubi.setupSecret!;
    await browser.setUp(secret);
    expect((await browser.call(getSetup, {})).needed).toBe(false);
    await expect(new Browser(musubi).setUp(secret)).rejects.toMatchObject({ code: 'auth.spent-setup-link' });
    const { machines } = await browser.call(listMachines, {});
    expect(machines.length).toBeGreaterThanOrEqual(7);
    expect(machines.every(({ asset }) => asset.simulated)).toBe(true);
    const numbers = machines.flatMap(({ values }) => values).filter(({ series }) => series.kind === 'number');
    const live = browser.live(numbers.map(({ series }) => series.id));
    const began = systemClock.now();
    expect((await live.until(({ time }) => time > began)).series).toBeGreaterThan(0);
    live.close();
  });

  it('takes readings by HTTP and shows them live, with their lineage', async () => {
    const { device, credentials } = await browser.call(addDevice, { name: '温度計 A', connectionId: 'http' });
    const authorization = `Bearer ${credentials!.user}:${credentials!.secret}`;
    const first = await browser.post(authorization, JSON.stringify({ values: { temperature: 20.5 } }));
    expect(first).toMatchObject({ status: 200, answer: { stored: 1, duplicates: 0, quarantined: 0 } });
    const { series } = await browser.call(listSeries, { deviceId: device.id });
    const live = browser.live([series[0]!.id]);
    expect((await live.until(() => true)).number).toBe(20.5);
    await browser.post(authorization, JSON.stringify({ values: { temperature: 21.5 } }));
    const value = await live.until(({ number }) => number === 21.5);
    live.close();
    const lineage = await browser.call(getLineage, { seriesId: series[0]!.id, time: value.time });
    expect(lineage).toMatchObject({ device: { name: '温度計 A' }, connection: { connector: 'http' } });
    expect((await browser.post('Bearer dev_nobody:x', '{}')).status).toBe(401);
  });

  it('opens its live channel to our own pages with a session and to scripts with a token, to nobody else', async () => {
    const live = `wss://${new URL(musubi.address).host}/api/live`;
    const own = new URL(musubi.address).origin;
    const cookie = browser.cookie;
    const tried = async (headers: Record<string, string>) => {
      const socket = new WebSocket(live, { ca: musubi.authority, headers });
      const outcome = await Promise.race([
        once(socket, 'open').then(() => 101),
        once(socket, 'unexpected-response').then(
          ([, answer]) => (answer as { statusCode: number }).statusCode,
        ),
      ]);
      socket.on('error', () => {});
      socket.terminate();
      return outcome;
    };
    expect(await tried({ cookie, origin: own })).toBe(101);
    expect(await tried({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await tried({ cookie })).toBe(401);
    expect(await tried({ origin: own })).toBe(401);
    expect(await tried({ cookie: `${cookie}x`, origin: own })).toBe(401);
    expect(await tried({ authorization: 'Bearer wrong' })).toBe(401);
  });

  it('takes readings by MQTT over TLS, acknowledged when they are stored', async () => {
    const { credentials } = await browser.call(addDevice, { name: '電流計 B', connectionId: 'mqtt-broker' });
    const client = await connectAsync(musubi.mqtt.secureAddress, {
      username: credentials!.user,
      password: credentials!.secret,
      ca: musubi.authority,
      reconnectPeriod: 0,
    });
    await client.publishAsync(`musubi/${credentials!.user}`, JSON.stringify({ current: 12.5 }), { qos: 1 });
    expect(await storedValues(browser, '電流計 B', 'current')).toEqual([12.5]);
    await client.endAsync();
  });

  it('is refused a second time on the same folder, naming the first', async () => {
    const second = startProcess();
    const [said] = await Promise.all([printedBy(second, 'stderr'), once(second, 'exit')]);
    expect(said.join('\n')).toContain(String(process.pid));
    expect(said.join('\n')).toContain(musubi.address);
    expect(second.exitCode).toBe(1);
  });

  it('makes a backup that it has restored before it calls it good', async () => {
    await browser.call(startBackup, {});
    for (;;) {
      const { backups } = await browser.call(listBackups, {});
      if (backups[0]?.state === 'good') break;
      expect(backups[0]?.state).not.toBe('failed');
    }
  });

  it('lets the simulated factory go with all its readings, and bring it back', async () => {
    const removed = await browser.call(removeDemo, {});
    expect(removed.removedDevices).toBe(7);
    const { machines } = await browser.call(listMachines, {});
    expect(machines.map(({ asset }) => asset.name).sort()).toEqual(['温度計 A', '電流計 B'].sort());
    // Ours alone, and perhaps the word that a link went down.
    expect((await browser.call(getInstallation, {})).stored.readings).toBeLessThanOrEqual(5);
    await browser.call(startDemo, {});
    expect((await browser.call(getInstallation, {})).demo).toBe(true);
    await browser.call(removeDemo, {});
  });

  it('has everything again after it was ended, killed and started anew', async () => {
    await musubi.close();
    const killed = startProcess('--empty');
    const [ready] = (await printedBy(killed, 'stdout')).slice(-1);
    expect(ready).toMatch(/^ready https:/);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    musubi = await startTrial(folder, '--empty');
    expect(musubi.setupSecret).toBeUndefined();
    const again = browser.at(musubi);
    expect(await storedValues(again, '温度計 A', 'temperature')).toEqual([20.5, 21.5]);
    expect(await storedValues(again, '電流計 B', 'current')).toEqual([12.5]);
    const acts = (await again.call(listAudit, {})).entries.map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(['setup.done', 'device.added', 'simulation.removed']));
  });

  it('says what is wrong with its configuration and how it is meant', async () => {
    const wrong = startProcess('--htps-port', '1');
    const [said] = await Promise.all([printedBy(wrong, 'stderr'), once(wrong, 'exit')]);
    expect(said.join('\n')).toContain('--https-port');
    expect(wrong.exitCode).toBe(2);
    expect(
      isMusubiError(await startTrial(folder).catch((error: unknown) => error), 'server.runs-already'),
    ).toBe(true);
  });
});
