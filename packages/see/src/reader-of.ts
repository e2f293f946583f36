import { MusubiError } from '@musubi/base';
import type { Caller } from '@musubi/schema/api';
import type { Reader } from '@musubi/store';

/** The caller as the read gate knows readers; someone unknown reads nothing. */
export function readerOf(caller: Caller): Reader {
  if (caller.kind === 'device') return { kind: 'device', deviceId: caller.deviceId };
  if (caller.kind === 'nobody') throw new MusubiError('caller', 'auth.required', 'reading needs a log-in');
  return {
    kind: 'person',
    personId: caller.personId,
    role: caller.role,
    ...(caller.endsAt === undefined ? {} : { endsAt: caller.endsAt }),
  };
}
