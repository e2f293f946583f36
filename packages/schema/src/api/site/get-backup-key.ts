import { z } from 'zod';
import { defineContract } from '../contract.ts';

export const getBackupKey = defineContract({
  name: 'get-backup-key',
  method: 'POST',
  path: '/api/backups/key',
  access: 'administrator',
  summary: 'The recovery key, to be printed: without it no backup can be restored',
  input: z.object({ password: z.string().max(200) }),
  output: z.object({ key: z.string() }),
});
