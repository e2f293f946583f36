import { keySheetRecord, put } from '@musubi/schema';
import { getBackupKey, mount } from '@musubi/schema/api';
import { actedBy, personOf } from '../audit/acted-by.ts';
import { confirmPassword } from '../log-in/confirm-password.ts';
import type { SiteParts } from '../site-parts.ts';
import type { Backups } from './backups.ts';

export const KEY_SHEET = 'key-sheet';

/** Asks for the password again: a browser left open must not give the key away. */
export const getBackupKeyHandler = (parts: SiteParts, backups: Backups) =>
  mount(getBackupKey, async ({ password }, context) => {
    const caller = personOf(context);
    const person = await confirmPassword(parts, caller, password);
    const seen = { seenAt: parts.clock.now(), seenBy: person.id };
    await parts.records.writeAudited(
      [put(keySheetRecord, KEY_SHEET, seen)],
      actedBy(caller, { act: 'backup-key.shown', target: person.id }),
    );
    return { key: await backups.recoveryKey() };
  });
