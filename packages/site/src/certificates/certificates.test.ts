import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { FastClock, silentLog } from '@musubi/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadedCertificate, openCertificates } from './certificates.ts';

const DAY_MS = 86_400_000;
let folder: string;
let clock: FastClock;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'musubi-keys-'));
  // TLS itself looks at the real clock.
  clock = new FastClock(Date.now());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const load = (names = ['kojo-pc'], addresses = ['192.168.0.10', 'fe80::1%eth0']) =>
  openCertificates({ folder, clock, log: silentLog }).load(names, addresses);

/** Whether a client that trusts the authority accepts the server under this name or address. */
async function isAccepted({ key, cert, caPem }: LoadedCertificate, host: string): Promise<boolean> {
  const server = createServer({ key, cert }, (socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const isAddress = /^[\d.]+$|:/.test(host);
  const socket = connect({
    port,
    host: '127.0.0.1',
    ca: caPem,
    ...(isAddress ? {} : { servername: host }),
    checkServerIdentity: (_name, peer) => {
      const read = new X509Certificate(peer.raw);
      const found = isAddress ? read.checkIP(host) : read.checkHost(host);
      return found ? undefined : new RangeError(`not for ${host}`);
    },
  });
  const outcome = await Promise.race([
    once(socket, 'secureConnect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  server.close();
  return outcome;
}

describe('certificates of the installation', () => {
  it('a tablet that trusts the authority reaches the PC by every name and address', async () => {
    const loaded = await load();
    for (const host of ['localhost', 'kojo-pc', 'kojo-pc.local', '127.0.0.1', '192.168.0.10', 'fe80::1']) {
      expect([host, await isAccepted(loaded, host)]).toEqual([host, true]);
    }
    expect(await isAccepted(loaded, 'bank.example')).toBe(false);
    expect(new X509Certificate(loaded.caPem).fingerprint256).toBe(loaded.fingerprint);
  });

  it('keys are for the program alone', async () => {
    await load();
    for (const name of await readdir(folder)) {
      expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o600]);
    }
    expect((await readdir(folder)).sort()).toEqual(['ca.crt', 'ca.key', 'server.crt', 'server.key']);
  });

  it('stays the same while nothing changes, follows new addresses, keeps its authority', async () => {
    const first = await load();
    expect(await load()).toEqual(first);
    const moved = await load(['kojo-pc'], ['192.168.0.77']);
    expect(moved.caPem).toBe(first.caPem);
    expect(moved.cert).not.toBe(first.cert);
    expect(await isAccepted(moved, '192.168.0.77')).toBe(true);
    expect(await isAccepted(moved, '192.168.0.10')).toBe(false);
  });

  it('is valid for at most 397 days and renewed before it ends', async () => {
    const first = await load();
    const { validFromDate, validToDate } = new X509Certificate(first.cert);
    expect(validToDate.getTime() - validFromDate.getTime()).toBeLessThanOrEqual(397 * DAY_MS);
    clock.jumpWall(300 * DAY_MS);
    expect((await load()).cert).toBe(first.cert);
    clock.jumpWall(70 * DAY_MS);
    const renewed = await load();
    expect(renewed.validTo).toBeGreaterThan(first.validTo);
    expect(renewed.caPem).toBe(first.caPem);
  });

  it('leaves out what the authority may not vouch for, instead of spoiling the rest', async () => {
    await load();
    const loaded = await load(['kojo-pc', 'later.example.com'], ['192.168.0.10', '203.0.113.9']);
    expect(loaded.leftOut).toEqual(['later.example.com', '203.0.113.9']);
    expect(await isAccepted(loaded, '192.168.0.10')).toBe(true);
  });

  it('a PC that wakes up in 1970 still makes certificates of today', async () => {
    clock = new FastClock(0);
    const { cert, caPem } = await load();
    for (const pem of [cert, caPem]) {
      expect(new X509Certificate(pem).validFromDate.getUTCFullYear()).toBeGreaterThanOrEqual(2025);
    }
  });

  it('starts with a damaged or foreign key, by a new authority beside the old files', async () => {
    const first = await load();
    await writeFile(join(folder, 'ca.key'), 'torn');
    const second = await load();
    expect(second.caPem).not.toBe(first.caPem);
    expect(await isAccepted(second, 'kojo-pc')).toBe(true);
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toHaveLength(2);
  });
});
