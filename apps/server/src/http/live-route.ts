import '@fastify/cookie';
import { type Clock, type Log, MusubiError, reasonOf } from '@musubi/base';
import { type Caller, liveRequest, SESSION_COOKIE } from '@musubi/schema/api';
import { type LiveClient, type LiveHub, readerOf } from '@musubi/see';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { checkOrigin } from './check-access.ts';
import { credentialsOf } from './credentials.ts';
import { type Identities, personCaller, personOf } from './identify.ts';

interface LiveEffects {
  hub: LiveHub;
  identities: Identities;
  clock: Clock;
  log: Log;
}

/** A browser that does not answer within this time is gone; an ended session ends its channel as fast. */
const LOOK_EVERY_MS = 30_000;

/** Codes of our own (RFC 6455, 4000-4999). */
const CLOSED = { sessionEnded: 4401, unreadable: 4422 } as const;

/** The live channel at `/api/live`: for people who are logged in, and from our own pages only. */
export function mountLiveRoute(app: FastifyInstance, effects: LiveEffects): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.route({
    method: 'GET',
    url: '/api/live',
    onRequest: async (request) => {
      checkOrigin(request.headers.origin, request.headers.host);
      const caller = await callerNow(request, effects.identities, effects.clock);
      if (!caller) throw new MusubiError('caller', 'auth.required', 'the live channel needs a log-in');
      callers.set(request, caller);
    },
    handler: () => {
      throw new MusubiError('caller', 'request.not-websocket', 'the live channel is a WebSocket');
    },
    wsHandler: (socket, request) => serve(socket, request, callers.get(request)!, effects),
  });
}

async function callerNow(
  request: FastifyRequest,
  identities: Identities,
  clock: Clock,
): Promise<Caller | undefined> {
  const credentials = credentialsOf(request.headers.authorization, request.cookies[SESSION_COOKIE]);
  const identity = await personOf(credentials, identities);
  if (!identity || (identity.endsAt !== undefined && identity.endsAt <= clock.now())) return undefined;
  // A page of another site can't read our cookie, but it could open a socket with it: no origin, no session.
  if (credentials.kind === 'cookie' && request.headers.origin === undefined) return undefined;
  return personCaller(identity, credentials.kind === 'cookie' ? 'session' : 'token', request.ip);
}

function serve(socket: WebSocket, request: FastifyRequest, caller: Caller, effects: LiveEffects): void {
  const client = effects.hub.join(readerOf(caller), {
    send: (frame) => socket.send(frame),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
  });
  const over = new AbortController();
  socket.on('message', (data) => void show(client, String(data), socket, effects.log));
  socket.on('error', (error) => effects.log.debug('live socket failed', { reason: reasonOf(error) }));
  socket.on('close', () => {
    client.leave();
    over.abort();
  });
  void lookAfter(socket, request, effects, over.signal);
}

async function show(client: LiveClient, text: string, socket: WebSocket, log: Log): Promise<void> {
  try {
    await client.show(liveRequest.parse(JSON.parse(text)));
  } catch (error) {
    log.debug('live request refused', { reason: reasonOf(error) });
    socket.close(CLOSED.unreadable);
  }
}

/** Pings, and asks again who is there. */
async function lookAfter(
  socket: WebSocket,
  request: FastifyRequest,
  { identities, clock }: LiveEffects,
  over: AbortSignal,
): Promise<void> {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  while (!over.aborted) {
    await clock.sleep(LOOK_EVERY_MS, over);
    if (over.aborted) return;
    if (!answered) return socket.terminate();
    if (!(await callerNow(request, identities, clock).catch(() => undefined))) {
      return socket.close(CLOSED.sessionEnded);
    }
    answered = false;
    socket.ping();
  }
}
