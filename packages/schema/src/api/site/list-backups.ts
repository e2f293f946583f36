import { z } from 'zod';
import { identifier, instant } from '../../names.ts';
import { defineContract } from '../contract.ts';

/** A backup is good only after it was restored into a scratch place and compared. */
export const backupInfo = z.object({
  id: identifier,
  startedAt: instant,
  finishedAt: instant.optional(),
  bytes: z.number(),
  state: z.enum(['running', 'verifying', 'good', 'failed']),
  problem: z.string().optional(),
  readings: z.number().optional(),
  step: z.string().optional(),
  fraction: z.number().min(0).max(1).optional(),
});
export type BackupInfo = z.output<typeof backupInfo>;

export const listBackups = defineContract({
  name: 'list-backups',
  method: 'GET',
  path: '/api/backups',
  access: 'administrator',
  summary: 'Backups, newest first',
  input: z.object({}),
  output: z.object({ backups: z.array(backupInfo), folder: z.string(), keySheetSeen: z.boolean() }),
});
