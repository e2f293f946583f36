import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isMusubiError, type Log, reasonOf } from '@musubi/base';
import { openDatabase } from './database.ts';
import { moveAside, type Salvaged, salvage } from './set-aside.ts';

/** Opens the database in every state of the disk: a damaged file is set aside and what can be read of it kept. */
export function openSound(at: { file: string; setAsideFolder: string; now: number; log: Log }): DatabaseSync {
  try {
    return openDatabase(at.file);
  } catch (error) {
    if (isMusubiError(error, 'record.too-new')) throw error;
    const place = moveAside(at.file, at.setAsideFolder, at.now);
    const saved = existsSync(place) ? salvage(place) : { rows: [], audit: [] };
    at.log.error('records damaged and set aside', {
      file: basename(place),
      reason: reasonOf(error),
      savedRecords: saved.rows.length,
      savedAuditEntries: saved.audit.length,
    });
    return refilled(openDatabase(at.file), saved);
  }
}

function refilled(database: DatabaseSync, saved: Salvaged): DatabaseSync {
  const record = database.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)');
  const audit = database.prepare('INSERT OR REPLACE INTO audit VALUES (?, ?, ?)');
  database.exec('BEGIN IMMEDIATE');
  for (const row of saved.rows) {
    record.run(row.kind, row.id, row.version, row.revision, row.changed_at, row.json, row.hash);
  }
  for (const { sequence, act, json } of saved.audit) audit.run(sequence, act, json);
  database.exec('COMMIT');
  return database;
}

/** Where the records lie in their folder. */
export function recordsFile(folder: string): string {
  return join(folder, 'records.sqlite');
}
