import { type AuditDraft, SYSTEM_PERSON } from '@musubi/schema';
import type { Caller } from '@musubi/schema/api';

/** Who acts, as the audit log names them. */
export type Actor = Pick<AuditDraft, 'actor' | 'actorName' | 'address'> & { id: string };

export const SYSTEM: Actor = { id: 'system', actor: 'system', actorName: 'Musubi' };

/** The actor behind a call. */
export function actorOf(caller: Caller): Actor {
  const { address } = caller;
  switch (caller.kind) {
    case 'person':
      if (caller.personId === SYSTEM_PERSON) return { ...SYSTEM, actorName: caller.name, address };
      return { id: caller.personId, actor: `person:${caller.personId}`, actorName: caller.name, address };
    case 'device':
      return { id: caller.deviceId, actor: `device:${caller.deviceId}`, actorName: caller.deviceId, address };
    case 'nobody':
      return { id: 'nobody', actor: 'nobody', actorName: 'nobody', address };
  }
}

/** A line of the audit log for something done. */
export function done(
  { actor, actorName, address }: Actor,
  act: string,
  target: string,
  details: AuditDraft['details'] = {},
): AuditDraft {
  return {
    actor,
    actorName,
    ...(address === undefined ? {} : { address }),
    act,
    target,
    result: 'done',
    details,
  };
}
