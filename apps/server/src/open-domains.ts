import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MusubiError } from '@musubi/base';
import { type Collect, createConnectors, createFileDoor, openCollect } from '@musubi/collect';
import { connectionRecord, type ReadingBatch, seriesRecord } from '@musubi/schema';
import { openSee, type See } from '@musubi/see';
import { type LoadedCertificate, openSite, type Site } from '@musubi/site';
import type { GatedSeries } from '@musubi/store';
import { isLoopback, lanUrls, ownAddress, reachOf } from './addresses.ts';
import type { Config } from './config/settings.ts';
import { Demo } from './demo/demo.ts';
import type { Effects } from './effects.ts';
import { openScratch, type Stores } from './open-stores.ts';
import type { Ports } from './ports.ts';

/** The three steps and the installation itself, joined. */
export interface Domains {
  site: Site;
  see: See;
  collect: Collect;
  demo: Demo;
  /** The certificate of now: it is made anew when names, addresses or time ask for it. */
  certificate(): LoadedCertificate;
  renewCertificate(): Promise<LoadedCertificate>;
}

/** A chain is tried on so many stored readings at most. */
const PREVIEW_READINGS = 200_000;

export async function openDomains(
  { config, ports, stores }: { config: Config; ports: Ports; stores: Stores },
  effects: Effects,
): Promise<Domains> {
  const { records, facts, scratchFolder } = stores;
  const isNew = (await records.list(connectionRecord, { limit: 1 })).length === 0;
  const site = await openSite({
    ...effects,
    ...stores,
    folders: { keys: join(config.data, 'keys'), backups: backupFolder(config), scratch: scratchFolder },
    openScratch: (folder) => openScratch(folder, effects),
  });
  const load = () => {
    const { names, addresses } = reachOf(config);
    return site.certificates.load(names, addresses);
  };
  let certificate = await load();
  const renewCertificate = async () => {
    certificate = await load();
    return certificate;
  };
  const gated = stores.readBehind(site.gate);
  const see = openSee({
    records,
    series: gated,
    facts,
    ...effects,
    timeZone: config.timeZone,
    scratchFolder,
  });
  const collect = await openCollect({
    ...effects,
    records,
    facts,
    sink: stores.series,
    documents: stores.documents,
    language: config.language,
    connectors: createConnectors({ certificate: async () => certificate }),
    files: createFileDoor(config.timeZone),
    builtInSettings: { 'mqtt-broker': brokerSettings(config, ports) },
    doors: () => doorsOf(config, ports),
    readRaw: (seriesId, from, to) => readForPreview(stores, gated, { seriesId, from, to }),
  });
  const demo = new Demo({
    ...effects,
    collect,
    records,
    series: stores.series,
    folder: config.data,
    language: config.language,
    isNew,
    endpoints: {
      mqtt: `mqtts://127.0.0.1:${ports.mqttTls}`,
      http: `https://127.0.0.1:${ports.https}`,
      ca: certificate.caPem,
    },
  });
  return { site, see, collect, demo, certificate: () => certificate, renewCertificate };
}

/** Our own folder is made; one that a person chose must be there: a missing disk must not be covered up. */
function backupFolder({ backupFolder: chosen, data }: Config): string {
  if (chosen !== '') return chosen;
  const own = join(data, 'backups');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return own;
}

function brokerSettings({ host, mqttPlainOnLan }: Config, ports: Ports): Record<string, unknown> {
  return {
    secure: true,
    secureHost: host,
    securePort: ports.mqttTls,
    plain: true,
    plainHost: mqttPlainOnLan && !isLoopback(host) ? host : '127.0.0.1',
    plainPort: ports.mqtt,
  };
}

/** Where devices reach this installation: by the LAN if there is one. */
function doorsOf(config: Config, ports: Ports): { http: string; mqtt: string } {
  const http = lanUrls(config, ports.https)[0] ?? ownAddress(config, ports.https);
  return { http, mqtt: `mqtts://${new URL(http).hostname}:${ports.mqttTls}` };
}

async function readForPreview(
  { records }: Stores,
  gated: GatedSeries,
  { seriesId, from, to }: { seriesId: string; from: number; to: number },
): Promise<ReadingBatch> {
  const series = await records.get(seriesRecord, seriesId);
  if (!series)
    throw new MusubiError('caller', 'see.unknown-series', seriesId, { details: { series: [seriesId] } });
  const selection = { series: [series.value.number], from, to, limit: PREVIEW_READINGS };
  return gated.raw({ kind: 'task', task: 'preview' }, selection, 'operate');
}
