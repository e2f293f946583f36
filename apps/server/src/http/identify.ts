import '@fastify/cookie';
import type { Clock } from '@musubi/base';
import {
  type ApiContract,
  type Caller,
  CSRF_HEADER,
  type Identity,
  type Language,
  SESSION_COOKIE,
} from '@musubi/schema/api';
import type { FastifyRequest } from 'fastify';
import { checkAccess, checkCsrf, checkOrigin, needsPerson } from './check-access.ts';
import { type Credentials, credentialsOf } from './credentials.ts';

/** Who stands behind credentials; undefined for whoever is not known (any more). */
export interface Identities {
  session(secret: string): Promise<Identity | undefined>;
  token(secret: string): Promise<Identity | undefined>;
  device(user: string, secret: string): { deviceId: string; connectionId: string } | undefined;
}

/** Establishes who calls, and refuses whoever may not. */
export async function identify(
  contract: ApiContract,
  request: FastifyRequest,
  identities: Identities,
  clock: Clock,
): Promise<Caller> {
  if (contract.method !== 'GET') checkOrigin(request.headers.origin, request.headers.host);
  const credentials = credentialsOf(request.headers.authorization, request.cookies[SESSION_COOKIE]);
  const { caller, csrf } = await callerOf(contract, credentials, request, identities);
  checkAccess(contract, caller, clock.now());
  if (caller.kind === 'person' && caller.via === 'session' && contract.method !== 'GET') {
    checkCsrf(csrf, request.headers[CSRF_HEADER]);
  }
  return caller;
}

async function callerOf(
  contract: ApiContract,
  credentials: Credentials,
  request: FastifyRequest,
  identities: Identities,
): Promise<{ caller: Caller; csrf?: string | undefined }> {
  const about = { address: request.ip, language: languageOf(request.headers['accept-language']) };
  if (contract.access === 'device' && credentials.kind === 'device') {
    const device = identities.device(credentials.user, credentials.secret);
    if (device) return { caller: { kind: 'device', ...device, ...about } };
  }
  if (needsPerson(contract.access)) {
    const identity = await personOf(credentials, identities);
    if (identity) {
      const via = credentials.kind === 'cookie' ? 'session' : 'token';
      return { caller: personCaller(identity, via, request.ip), csrf: identity.csrf };
    }
  }
  return { caller: { kind: 'nobody', ...about } };
}

/** The person behind a session cookie or an access token. */
export async function personOf(
  credentials: Credentials,
  identities: Identities,
): Promise<Identity | undefined> {
  if (credentials.kind === 'cookie') return identities.session(credentials.secret);
  return credentials.kind === 'token' ? identities.token(credentials.secret) : undefined;
}

export function personCaller(
  identity: Identity,
  via: 'session' | 'token',
  address: string,
): Caller & { kind: 'person' } {
  const { personId, name, role, language, sessionId, endsAt } = identity;
  return {
    kind: 'person',
    personId,
    name,
    role,
    language,
    via,
    address,
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}

function languageOf(header: string | undefined): Language {
  return /^\s*en\b/i.test(header ?? '') ? 'en' : 'ja';
}
