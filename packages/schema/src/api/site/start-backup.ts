import { z } from 'zod';
import { identifier } from '../../names.ts';
import { defineContract } from '../contract.ts';

export const startBackup = defineContract({
  name: 'start-backup',
  method: 'POST',
  path: '/api/backups',
  access: 'administrator',
  summary: 'Make an encrypted backup and verify it by restoring it into a scratch place',
  input: z.object({}),
  output: z.object({ id: identifier }),
});
