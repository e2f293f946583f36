import { mount, startBackup } from '@musubi/schema/api';
import { actedBy } from '../audit/acted-by.ts';
import type { Backups } from './backups.ts';

export const startBackupHandler = (backups: Backups) =>
  mount(startBackup, async (_input, { caller }) => ({
    id: await backups.start((id) => actedBy(caller, { act: 'backup.started', target: id })),
  }));
