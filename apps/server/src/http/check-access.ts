import { timingSafeEqual } from 'node:crypto';
import { MusubiError } from '@musubi/base';
import type { Role } from '@musubi/schema';
import type { Access, ApiContract, Caller } from '@musubi/schema/api';

/** An adviser reads like a viewer. */
const RANK: Readonly<Record<Role, number>> = {
  viewer: 0,
  adviser: 0,
  worker: 1,
  leader: 2,
  administrator: 3,
};

/** Whether a route needs to know which person calls. */
export function needsPerson(access: Access): access is Role {
  return access !== 'anyone' && access !== 'device' && access !== 'first-run';
}

/** Refuses whoever may not call this contract. */
export function checkAccess(contract: ApiContract, caller: Caller, now: number): void {
  const { access } = contract;
  if (access === 'anyone' || access === 'first-run') return;
  if (access === 'device') {
    if (caller.kind !== 'device')
      throw new MusubiError('caller', 'auth.required', 'a device token is needed');
    return;
  }
  if (caller.kind !== 'person') throw new MusubiError('caller', 'auth.required', 'a log-in is needed');
  if (caller.endsAt !== undefined && caller.endsAt <= now) {
    throw new MusubiError('caller', 'auth.ended', 'the access has ended');
  }
  const changes = contract.method !== 'GET' && !contract.reads && !contract.own;
  if (RANK[caller.role] < RANK[access] || (caller.role === 'adviser' && changes)) {
    throw new MusubiError('caller', 'auth.forbidden', `${contract.name} needs ${access}`, {
      details: { needs: access },
    });
  }
}

/** A session's request that changes something must carry the session's own token (OWASP ASVS 3.5.1). */
export function checkCsrf(expected: string | undefined, given: string | string[] | undefined): void {
  const a = Buffer.from(expected ?? '');
  const b = Buffer.from(typeof given === 'string' ? given : '');
  if (a.length === 0 || a.length !== b.length || !timingSafeEqual(a, b)) {
    throw new MusubiError('caller', 'auth.csrf', 'the CSRF header is missing or wrong');
  }
}

/** A browser names the page a request comes from; a foreign page may not act here, whoever is logged in. */
export function checkOrigin(origin: string | undefined, host: string | undefined): void {
  if (origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new MusubiError('caller', 'auth.foreign-page', 'the request comes from another page');
}
