import '@fastify/cookie';
import { SESSION_COOKIE, type SessionCookie } from '@musubi/schema/api';
import type { FastifyReply } from 'fastify';

const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

/** The browser's session as a cookie that no script reads and no other site sends. */
export function sessionCookie(reply: FastifyReply): SessionCookie {
  return {
    begin: (secret, expiresAt) =>
      void reply.setCookie(SESSION_COOKIE, secret, { ...ATTRIBUTES, expires: new Date(expiresAt) }),
    end: () => void reply.clearCookie(SESSION_COOKIE, ATTRIBUTES),
  };
}
