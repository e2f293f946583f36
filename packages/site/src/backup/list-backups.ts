import { keySheetRecord, type RecordReader } from '@musubi/schema';
import { listBackups, mount } from '@musubi/schema/api';
import type { Backups } from './backups.ts';
import { KEY_SHEET } from './get-backup-key.ts';

export const listBackupsHandler = (backups: Backups, records: RecordReader) =>
  mount(listBackups, async () => ({
    backups: await backups.list(),
    folder: backups.folder,
    keySheetSeen: (await records.get(keySheetRecord, KEY_SHEET)) !== undefined,
  }));
