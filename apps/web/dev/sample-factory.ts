import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import * as api from '@musubi/schema/api';
import { type ApiContract, encodeLiveFrame, isContract, liveRequest } from '@musubi/schema/api';
import type { Connect, Plugin } from 'vite';
import { WebSocketServer } from 'ws';
import { type SampleAnswers, SampleRefusal, type Stage, sampleAnswers } from './sample-answers.ts';
import { valueAt } from './sample-values.ts';
import { heardUntil, sampleWorld } from './sample-world.ts';

/** The policy of the real server, so that a screen that breaks it breaks here too. */
const POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'";

/**
 * Answers `/api` from sample data, for work on the screens without a server. Every answer is checked against its
 * contract: sample data that has drifted from the contracts fails loudly.
 */
export function sampleFactory(stage: Stage = 'full', clock: () => number = Date.now): Plugin {
  const answer = answering(sampleAnswers(stage, clock));
  const install = (
    middlewares: Connect.Server,
    server: { on(event: 'upgrade', act: Upgrade): unknown } | null,
  ) => {
    middlewares.use((request, response, next) => {
      if (!request.url?.startsWith('/api/')) return next();
      void answer(request, response);
    });
    server?.on('upgrade', liveUpgrade(clock));
  };
  return {
    name: 'musubi-sample-factory',
    configureServer: (server) => install(server.middlewares, server.httpServer as never),
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('content-security-policy', POLICY);
        next();
      });
      install(server.middlewares, server.httpServer as never);
    },
  };
}

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const contracts = Object.entries(api as Record<string, unknown>)
  .filter((entry): entry is [string, ApiContract] => isContract(entry[1]))
  .map(([name, contract]) => ({
    name: name as keyof SampleAnswers,
    contract,
    pattern: new RegExp(`^${contract.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
  }));

function answering(answers: SampleAnswers) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://sample');
    const match = contracts.find(
      ({ contract, pattern }) => contract.method === request.method && pattern.test(url.pathname),
    );
    const act = match && (answers[match.name] as ((input: unknown) => unknown) | undefined);
    if (!match || !act)
      return send(response, 404, { code: 'request.not-found', fault: 'caller', details: {} });
    const body = await bodyOf(request);
    const members = url.pathname.match(match.pattern)?.groups ?? {};
    const isJson =
      match.contract.method !== 'GET' && match.contract.method !== 'DELETE' && !match.contract.upload;
    const rest = isJson && body ? (JSON.parse(body) as object) : Object.fromEntries(url.searchParams);
    const input = match.contract.input.safeParse({ ...rest, ...decoded(members) });
    if (!input.success)
      return send(response, 400, {
        code: 'request.invalid',
        fault: 'caller',
        details: { problem: input.error.message },
      });
    try {
      send(response, 200, match.contract.output.parse(act(input.data)));
    } catch (problem) {
      if (problem instanceof SampleRefusal)
        return send(response, problem.status, { code: problem.code, fault: 'caller', details: {} });
      console.error(`sample answer of ${match.name} breaks its contract`, problem);
      send(response, 500, { code: 'internal', fault: 'us', details: {} });
    }
  };
}

function decoded(members: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const TICK_MS = 1_000;

function liveUpgrade(clock: () => number): Upgrade {
  const sockets = new WebSocketServer({ noServer: true });
  return (request, socket, head) => {
    if (request.url !== '/api/live') return;
    sockets.handleUpgrade(request, socket, head, (live) => {
      let shown: readonly string[] = [];
      const tell = () => {
        const now = clock();
        const values = sampleWorld(now)
          .items.filter(
            ({ series, assetId }) => shown.includes(series.id) && heardUntil(assetId, now) === now,
          )
          .map(({ series, shape }) => {
            const time = Math.floor(now / shape.every) * shape.every;
            const value = valueAt(shape, series.number, time);
            const number = series.kind === 'boolean' ? (value.number ?? 0) % 2 : (value.number ?? Number.NaN);
            return { series: series.number, time, number, text: value.text, quality: 0 };
          });
        if (values.length > 0) live.send(encodeLiveFrame(values));
      };
      const ticking = setInterval(tell, TICK_MS);
      live.on('message', (text) => {
        shown = liveRequest.parse(JSON.parse(String(text))).show;
        tell();
      });
      live.on('close', () => clearInterval(ticking));
    });
  };
}
