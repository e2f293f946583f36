import { isMusubiError, type Log, MusubiError, newId, reasonOf } from '@musubi/base';
import type { ApiFailure } from '@musubi/schema/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { statusOf } from './status-of.ts';

/** Answers every failure once, at the edge: known ones by their code, bugs by a number that stands in the log. */
export function answerFailure(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = asKnown(error);
  if (known && known.code !== 'bug') {
    const failure: ApiFailure = { code: known.code, fault: known.fault, details: { ...known.details } };
    if (known.fault === 'us')
      log.error('request failed', { ...about(request), code: known.code, reason: known.message });
    send(reply, statusOf(known), failure);
    return;
  }
  const id = newId('err');
  const stack = error instanceof Error ? error.stack : undefined;
  log.error('bug', { id, ...about(request), reason: reasonOf(error), stack });
  send(reply, 500, { code: 'bug', fault: 'us', details: { id } });
}

function send(reply: FastifyReply, status: number, failure: ApiFailure): void {
  // A stream that already flows can only be cut.
  if (reply.raw.headersSent) reply.raw.destroy();
  else void reply.code(status).header('cache-control', 'no-store').type('application/json').send(failure);
}

function asKnown(error: unknown): MusubiError | undefined {
  if (isMusubiError(error)) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (statusCode === 429) return new MusubiError('caller', 'request.too-many', 'rate limit');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new MusubiError('caller', 'request.too-large', 'body too large');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new MusubiError('caller', 'request.media-type', 'media type');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new MusubiError('caller', 'request.unreadable', reasonOf(error));
  }
  return undefined;
}

function about(request: FastifyRequest): Record<string, unknown> {
  return { method: request.method, route: request.routeOptions.url, address: request.ip };
}
