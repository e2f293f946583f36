import type { Clock } from '@musubi/base';
import { MusubiError } from '@musubi/base';
import type { ApiContract, MountedContract } from '@musubi/schema/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { needsPerson } from './check-access.ts';
import { type Identities, identify } from './identify.ts';
import { parseInput } from './parse-input.ts';
import { sendAnswer } from './send-answer.ts';
import { sessionCookie } from './session-cookie.ts';
import { limitedUpload, noUpload } from './upload.ts';

export interface MountEffects {
  identities: Identities;
  clock: Clock;
  /** Tests only: answers are checked against the contract too. */
  checkOutputs: boolean;
}

/** Guessing is slowed by address; whoever is logged in is never locked out by it. */
const GUESSABLE = { rateLimit: { max: 20, timeWindow: 60_000 } };

/** Mounts contracts with their handlers; each is parsed, checked for rights and answered in one way. */
export async function mountContracts(
  app: FastifyInstance,
  mounted: readonly MountedContract[],
  effects: MountEffects,
): Promise<void> {
  refuseDoubles(mounted);
  const mountAll = (scope: FastifyInstance, some: readonly MountedContract[]) => {
    for (const one of some) mountOne(scope, one, effects);
  };
  mountAll(
    app,
    mounted.filter(({ contract }) => !contract.upload),
  );
  await app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    mountAll(
      uploads,
      mounted.filter(({ contract }) => contract.upload),
    );
  });
}

function mountOne(app: FastifyInstance, mounted: MountedContract, effects: MountEffects): void {
  const { contract } = mounted;
  const callers = new WeakMap<FastifyRequest, Awaited<ReturnType<typeof identify>>>();
  app.route({
    method: contract.method,
    url: contract.path,
    config: needsPerson(contract.access) || contract.countsGuesses ? {} : GUESSABLE,
    // Rights are checked before the body is read: nobody unknown makes us parse megabytes.
    onRequest: async (request) => {
      callers.set(request, await identify(contract, request, effects.identities, effects.clock));
    },
    handler: async (request, reply) => {
      const input = parseInput(contract, request);
      const answer = await mounted.handle(input, {
        caller: callers.get(request)!,
        signal: goneSignal(reply),
        upload: contract.upload ? limitedUpload(request.body as AsyncIterable<Uint8Array>) : noUpload(),
        session: sessionCookie(reply),
      });
      await sendAnswer(contract, answer, reply, effects.checkOutputs);
      return reply;
    },
  });
}

/** Aborts when the client goes away before it has its answer. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function refuseDoubles(mounted: readonly MountedContract[]): void {
  const seen = new Set<string>();
  for (const { contract } of mounted) {
    if (seen.has(contract.name)) throw new MusubiError('us', 'bug', `${contract.name} is mounted twice`);
    seen.add(contract.name);
  }
}

/** The contracts nobody fulfils; must be empty in a running product. */
export function missingHandlers(
  contracts: readonly ApiContract[],
  mounted: readonly MountedContract[],
): string[] {
  const names = new Set(mounted.map(({ contract }) => contract.name));
  return contracts.map(({ name }) => name).filter((name) => !names.has(name));
}
