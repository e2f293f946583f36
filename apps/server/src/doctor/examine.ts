import { X509Certificate } from 'node:crypto';
import { constants, existsSync, readFileSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { isMusubiError, type MusubiError, readCatalogue, systemClock, textOf } from '@musubi/base';
import { type ReadConfig, readConfig } from '../config/read-config.ts';
import type { Config } from '../config/settings.ts';
import { freePort } from '../http/free-port.ts';
import { isLocked, readRunning } from '../lock/data-lock.ts';

/** One thing that was looked at. */
export interface Finding {
  what: 'node' | 'settings' | 'folder' | 'running' | 'ports' | 'certificate' | 'disk';
  state: 'good' | 'note' | 'bad';
  ja: string;
  en: string;
}

const NEEDED_NODE = 24;
const LITTLE_BYTES = 2 * 1024 ** 3;
const DAY = 86_400_000;

/** Looks at everything a start needs, without a running server and without changing anything. */
export async function examine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Finding[]> {
  const findings = [examineNode()];
  let read: ReadConfig;
  try {
    read = readConfig(args, environment);
  } catch (error) {
    if (!isMusubiError(error)) throw error;
    return [...findings, await refused(error)];
  }
  const { config } = read;
  findings.push({
    what: 'settings',
    state: 'good',
    ja: '設定は正しく読めます',
    en: 'The settings can be read',
  });
  const locked = existsSync(config.data) && isLocked(config.data);
  findings.push(await examineFolder(config.data), examineRunning(config.data, locked));
  if (!locked) findings.push(await examinePorts(config));
  const certificate = examineCertificate(config.data);
  if (certificate) findings.push(certificate);
  if (existsSync(config.data)) findings.push(await examineDisk(config.data));
  return findings;
}

function examineNode(): Finding {
  const good = Number(process.versions.node.split('.')[0]) >= NEEDED_NODE;
  const version = process.versions.node;
  return { what: 'node', state: good ? 'good' : 'bad', ja: `Node.js ${version}`, en: `Node.js ${version}` };
}

async function refused(error: MusubiError): Promise<Finding> {
  const catalogue = await readCatalogue(new URL('./messages/', import.meta.resolve('@musubi/schema')));
  return {
    what: 'settings',
    state: 'bad',
    ja: textOf(catalogue, 'ja', error),
    en: textOf(catalogue, 'en', error),
  };
}

async function examineFolder(data: string): Promise<Finding> {
  if (!existsSync(data)) {
    return {
      what: 'folder',
      state: 'note',
      ja: `${data} はまだありません（最初の起動で作ります）`,
      en: `${data} is not there yet; the first start makes it`,
    };
  }
  const writable = await access(data, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  return writable
    ? { what: 'folder', state: 'good', ja: `${data} に書き込めます`, en: `${data} can be written` }
    : {
        what: 'folder',
        state: 'bad',
        ja: `${data} に書き込めません。持ち主と権限を確かめてください`,
        en: `${data} can not be written; check its owner and rights`,
      };
}

function examineRunning(data: string, locked: boolean): Finding {
  const running = readRunning(data);
  if (locked) {
    const where = running ? `${running.address} (${running.pid})` : data;
    return { what: 'running', state: 'good', ja: `動いています: ${where}`, en: `Running: ${where}` };
  }
  return running
    ? {
        what: 'running',
        state: 'note',
        ja: '前回は正しく終わっていません（次の起動で直ります）',
        en: 'It was not ended properly last time; the next start mends that',
      }
    : { what: 'running', state: 'note', ja: '止まっています', en: 'Not running' };
}

async function examinePorts({ host, httpsPort, httpPort, mqttTlsPort, mqttPort }: Config): Promise<Finding> {
  const taken: number[] = [];
  for (const port of [httpsPort, httpPort, mqttTlsPort, mqttPort]) {
    await freePort(host, port, true).catch(() => taken.push(port));
  }
  return taken.length === 0
    ? { what: 'ports', state: 'good', ja: 'ポートはすべて空いています', en: 'All ports are free' }
    : {
        what: 'ports',
        state: 'note',
        ja: `使われているポート: ${taken.join(', ')}（選んでいなければ次の空きを使います）`,
        en: `Ports in use: ${taken.join(', ')} (the next free ones are taken unless you chose them)`,
      };
}

function examineCertificate(data: string): Finding | undefined {
  const file = join(data, 'keys', 'ca.crt');
  if (!existsSync(file)) return undefined;
  const { validTo, fingerprint256 } = new X509Certificate(readFileSync(file));
  const days = Math.floor((Date.parse(validTo) - systemClock.now()) / DAY);
  return {
    what: 'certificate',
    state: days > 60 ? 'good' : 'bad',
    ja: `証明書 ${fingerprint256}（あと ${days} 日）`,
    en: `Certificate ${fingerprint256} (${days} days left)`,
  };
}

async function examineDisk(data: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(data);
  const free = bavail * bsize;
  const gib = (free / 1024 ** 3).toFixed(1);
  return {
    what: 'disk',
    state: free > LITTLE_BYTES ? 'good' : 'bad',
    ja: `空き容量 ${gib} GiB`,
    en: `${gib} GiB free`,
  };
}
