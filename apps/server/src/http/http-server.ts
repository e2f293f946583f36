import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import type { Clock, Log } from '@musubi/base';
import type { ApiContract, MountedContract } from '@musubi/schema/api';
import type { LiveHub } from '@musubi/see';
import fastify, { type FastifyInstance } from 'fastify';
import { answerFailure } from './answer-failure.ts';
import type { Identities } from './identify.ts';
import { mountLiveRoute } from './live-route.ts';
import { mountContracts } from './mount-contracts.ts';
import { openApi } from './openapi.ts';
import { mountReadingsRoute, type ReadingsDoor } from './readings-route.ts';
import { securityHeaders } from './security-headers.ts';
import { mountWebApp } from './web-app.ts';

/** What `/health` says to whoever asks: enough to watch the program, nothing about the factory. */
export interface Health {
  version: string;
  status: 'ok' | 'paused' | 'degraded';
  setAside: readonly { file: string; reason: string; at: number }[];
}

export interface HttpParts {
  tls: { key: string; cert: string };
  version: string;
  contracts: readonly ApiContract[];
  mounted: readonly MountedContract[];
  identities: Identities;
  readings: ReadingsDoor;
  live: LiveHub;
  health(): Promise<Health>;
  webFolder: string;
  clock: Clock;
  log: Log;
  limits: { requestsPerMinute: number; deviceRequestsPerSecond: number };
  /** Tests only: every answer is checked against its contract. */
  checkOutputs?: boolean;
}

/** A form, a filter chain, a set of settings: nothing a person types is larger. */
const MOST_JSON_BYTES = 2 * 1024 * 1024;

/** The HTTPS side of Musubi, ready to listen. */
export async function buildHttpServer(parts: HttpParts): Promise<FastifyInstance> {
  const app = fastify({
    https: { key: parts.tls?.key, cert: parts.tls?.cert, minVersion: 'TLSv1.2' },
    logger: false,
    bodyLimit: MOST_JSON_BYTES,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  app.setErrorHandler((error, request, reply) => answerFailure(parts.log, error, request, reply));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(request.headers.host));
  });
  await app.register(rateLimit, { max: parts.limits.requestsPerMinute, timeWindow: 60_000 });
  await app.register(cookie);
  await app.register(websocket, { options: { maxPayload: 256 * 1024 } });
  await mountReadingsRoute(app, parts.readings, {
    clock: parts.clock,
    deviceRequestsPerSecond: parts.limits.deviceRequestsPerSecond,
  });
  await mountContracts(app, parts.mounted, {
    identities: parts.identities,
    clock: parts.clock,
    checkOutputs: parts.checkOutputs ?? false,
  });
  mountLiveRoute(app, { hub: parts.live, ...parts });
  mountSelfDescription(app, parts);
  await mountWebApp(app, parts.webFolder);
  return app;
}

function mountSelfDescription(app: FastifyInstance, parts: HttpParts): void {
  const description = JSON.stringify(openApi(parts.contracts, parts.version));
  app.get('/health', async (_request, reply) => {
    const health = await parts.health();
    return reply.header('cache-control', 'no-store').send(health);
  });
  app.get('/api/openapi.json', (_request, reply) => reply.type('application/json').send(description));
}
