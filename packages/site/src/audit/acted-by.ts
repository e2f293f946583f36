import { MusubiError } from '@musubi/base';
import { type AuditDraft, SYSTEM_PERSON } from '@musubi/schema';
import type { Caller, RequestContext } from '@musubi/schema/api';

export type PersonCaller = Caller & { kind: 'person' };

/** The person who calls; `auth.required` for whoever is none. */
export function personOf(context: RequestContext): PersonCaller {
  if (context.caller.kind === 'person') return context.caller;
  throw new MusubiError('caller', 'auth.required', 'a person must be logged in');
}

type Said = Pick<AuditDraft, 'act'> & Partial<Pick<AuditDraft, 'target' | 'result' | 'details'>>;

/** The audit line of what a caller did. */
export function actedBy(caller: Caller, said: Said): AuditDraft {
  return { ...actorOf(caller), address: caller.address, result: 'done', details: {}, ...said };
}

function actorOf(caller: Caller): Pick<AuditDraft, 'actor' | 'actorName'> {
  if (caller.kind === 'person' && caller.personId === SYSTEM_PERSON) {
    return { actor: 'system', actorName: caller.name };
  }
  if (caller.kind === 'person') return { actor: `person:${caller.personId}`, actorName: caller.name };
  if (caller.kind === 'device') return { actor: `device:${caller.deviceId}`, actorName: caller.deviceId };
  return { actor: 'nobody', actorName: '' };
}
