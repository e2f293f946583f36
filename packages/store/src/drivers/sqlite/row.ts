import { canonicalJson, reasonOf, sha256 } from '@musubi/base';
import type { RecordKind, Stored } from '@musubi/schema';
import { damaged, lifted } from '../../record-rules.ts';

/** A row of the table `record`. SQLite has no page checksums, so each row carries its own. */
export interface Row {
  kind: string;
  id: string;
  version: number;
  revision: number;
  changed_at: number;
  json: string;
  hash: string;
}

export function rowHash(row: Omit<Row, 'hash'>): string {
  return sha256(canonicalJson([row.kind, row.id, row.version, row.revision, row.changed_at, row.json]));
}

/** Whether the row is what was written. */
export function isSound(row: Row): boolean {
  return row.hash === rowHash(row);
}

/** The record of a row; throws `record.damaged` if the disk changed it. */
export function storedOf<T>(kind: RecordKind<T>, row: Row): Stored<T> {
  if (!isSound(row)) throw damaged(row.kind, row.id, 'the hash does not match');
  return {
    id: row.id,
    value: lifted(kind, row.id, row.version, parsed(row)),
    revision: row.revision,
    changedAt: row.changed_at,
  };
}

function parsed(row: Row): unknown {
  try {
    return JSON.parse(row.json);
  } catch (error) {
    throw damaged(row.kind, row.id, reasonOf(error));
  }
}
