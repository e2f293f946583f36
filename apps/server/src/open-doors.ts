import type { Server } from 'node:https';
import { MusubiError, type Service } from '@musubi/base';
import { type MountedContract, postReadings } from '@musubi/schema/api';
import type { FastifyInstance } from 'fastify';
import { lanUrls, ownAddress } from './addresses.ts';
import type { Config } from './config/settings.ts';
import { demoHandlers } from './demo/handlers.ts';
import type { Effects } from './effects.ts';
import { healthOf } from './health.ts';
import { allContracts } from './http/all-contracts.ts';
import { buildHttpServer } from './http/http-server.ts';
import { missingHandlers } from './http/mount-contracts.ts';
import { mountGetInstallation, type Standing } from './installation/get-installation.ts';
import { mountGetSetup } from './installation/get-setup.ts';
import type { Lifetime } from './lifetime.ts';
import { openLocalKey } from './local-key.ts';
import type { RunningRecord } from './lock/data-lock.ts';
import type { Domains } from './open-domains.ts';
import type { Stores } from './open-stores.ts';
import type { Ports } from './ports.ts';
import { regularService } from './tasks/duties.ts';
import { buildTrustServer } from './trust/trust-server.ts';
import { version } from './version.ts';

/** What of the running product is reached from outside. */
export interface Doors {
  /** To open on this computer. */
  readonly address: string;
  /** To open from other devices. */
  readonly lan: readonly string[];
  readonly trustAddress: string | undefined;
  readonly mqtt: { secureAddress: string; plainAddress: string };
  /** The secret of the one-time set-up link, while there is no administrator. */
  readonly setupSecret: string | undefined;
  /** The authority to trust, PEM. */
  readonly authority: string;
  readonly announcement: RunningRecord;
}

interface Parts {
  config: Config;
  ports: Ports;
  stores: Stores;
  domains: Domains;
}

/** Opens the HTTPS side and the page that helps to trust it; resolves when both listen. */
export async function openDoors(parts: Parts, effects: Effects, life: Lifetime): Promise<Doors> {
  const { config, ports, domains } = parts;
  const { site } = domains;
  const certificate = domains.certificate();
  const localKey = openLocalKey(config.language);
  const startedAt = effects.clock.now();
  const address = ownAddress(config, ports.https);
  const lan = lanUrls(config, ports.https);
  const trustAddress = trustAddressOf(lan[0] ?? address, ports.http);
  const mqtt = mqttAddresses(parts, new URL(lan[0] ?? address).hostname);
  const standing: Standing = {
    version,
    startedAt,
    addresses: [address, ...lan],
    trustAddress,
    certificate: { fingerprint: certificate.fingerprint, validTo: certificate.validTo },
    mqtt: { ...mqtt, plainOnLan: config.mqttPlainOnLan },
  };
  const app = await httpsSide(parts, effects, standing, localKey);
  await listen(app, config.host, ports.https, effects, life);
  life.run(certificateService(app, domains, effects));
  const trust = buildTrustServer({
    authority: certificate.caPem,
    fingerprint: certificate.fingerprint,
    httpsPort: ports.https,
    address: lan[0] ?? address,
    ownAddress: trustAddress,
  });
  await listen(trust, config.host, ports.http, effects, life);
  return {
    address,
    lan,
    trustAddress,
    mqtt,
    setupSecret: site.setup.secret,
    authority: certificate.caPem,
    announcement: { pid: process.pid, address, startedAt, key: localKey.key, authority: certificate.caPem },
  };
}

function httpsSide(
  { config, stores, domains }: Parts,
  effects: Effects,
  standing: Standing,
  localKey: ReturnType<typeof openLocalKey>,
): Promise<FastifyInstance> {
  const { site, see, collect, demo } = domains;
  const isDemo = () => demo.isThere;
  const mounted = [
    ...site.handlers(),
    ...see.handlers(),
    // Devices' deliveries have a route of their own.
    ...collect.handlers().filter(({ contract }) => contract !== postReadings),
    ...demoHandlers(demo),
    mountGetSetup({ version, isNeeded: () => site.setup.needed, isDemo }),
    mountGetInstallation({
      standing,
      isDemo,
      stats: () => stores.series.stats(),
      setAside: () => [...stores.watch.setAside],
      clock: effects.clock,
    }),
  ];
  refuseMissing(mounted);
  return buildHttpServer({
    ...effects,
    tls: domains.certificate(),
    version,
    contracts: allContracts,
    mounted,
    identities: {
      session: (secret) => site.resolveSession(secret),
      token: async (secret) => localKey.resolve(secret) ?? site.resolveToken(secret),
      device: (user, secret) => collect.open(user, secret),
    },
    readings: { open: (user, secret) => collect.open(user, secret) },
    live: see.live,
    health: async () => healthOf(stores.watch, collect),
    limits: config,
  });
}

const LOOK_AT_CERTIFICATE_MS = 10 * 60_000;

/** Keeps the certificate good: a new address of this computer, or an end that comes near, makes a new one. */
function certificateService(app: FastifyInstance, domains: Domains, { clock }: Effects): Service {
  let current = domains.certificate();
  return regularService('certificate', LOOK_AT_CERTIFICATE_MS, clock, async () => {
    const { key, cert } = await domains.renewCertificate();
    if (cert !== current.cert) (app.server as unknown as Server).setSecureContext({ key, cert });
    current = domains.certificate();
  });
}

/** A contract that nobody fulfils ends the start: a screen must never find a door that is painted on. */
function refuseMissing(mounted: readonly MountedContract[]): void {
  const missing = missingHandlers(allContracts, mounted).filter((name) => name !== postReadings.name);
  if (missing.length > 0) throw new MusubiError('us', 'bug', `contracts without a handler: ${missing}`);
}

/** How long open requests get to end before they are cut. */
const CLOSE_WITHIN_MS = 5_000;

async function listen(
  app: FastifyInstance,
  host: string,
  port: number,
  { clock }: Effects,
  life: Lifetime,
): Promise<void> {
  await app.listen({ host, port });
  life.closing(`port ${port}`, async () => {
    const closed = new AbortController();
    const cut = clock.sleep(CLOSE_WITHIN_MS, closed.signal).then(() => app.server.closeAllConnections());
    await app.close();
    closed.abort();
    await cut;
  });
}

function trustAddressOf(https: string, port: number): string {
  return `http://${new URL(https).hostname}:${port}`;
}

function mqttAddresses({ config, ports }: Parts, hostName: string): Doors['mqtt'] {
  const plainHost = config.mqttPlainOnLan ? hostName : '127.0.0.1';
  return {
    secureAddress: `mqtts://${hostName}:${ports.mqttTls}`,
    plainAddress: `mqtt://${plainHost}:${ports.mqtt}`,
  };
}
