import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { isSound, type Row } from './row.ts';

const PARTS = ['', '-wal', '-shm'];
const SET_ASIDE_NAME = /^records-\d+\.sqlite$/;

export interface Salvaged {
  rows: Row[];
  audit: { sequence: number; act: string; json: string }[];
}

/** Moves the database file and its companions into `folder`; answers its new place. */
export function moveAside(file: string, folder: string, at: number): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let moment = at;
  while (existsSync(join(folder, `records-${moment}.sqlite`))) moment++;
  const place = join(folder, `records-${moment}.sqlite`);
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, place + part);
  return place;
}

/** Every damaged file that still lies in `folder`; it stays named until a person takes it away. */
export function listSetAside(folder: string): { file: string; reason: string; at: number }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => SET_ASIDE_NAME.test(name))
    .map((name) => ({
      file: name,
      reason: 'record.file-damaged',
      at: Math.round(statSync(join(folder, name)).mtimeMs),
    }));
}

/** All sound rows that can still be read from a damaged file; works on a copy, the file itself stays as it is. */
export function salvage(place: string): Salvaged {
  const scratch = mkdtempSync(`${place}-salvage-`);
  try {
    const copy = join(scratch, 'copy.sqlite');
    for (const part of ['', '-wal']) if (existsSync(place + part)) copyFileSync(place + part, copy + part);
    return readSound(copy);
  } catch {
    return { rows: [], audit: [] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readSound(file: string): Salvaged {
  const database = new DatabaseSync(file);
  try {
    const rows = fromBothEnds(database, 'record', ['kind', 'id']).filter(isRow).filter(isSound);
    const audit = fromBothEnds(database, 'audit', ['sequence']).filter(isAuditRow);
    return { rows, audit };
  } finally {
    database.close();
  }
}

type AnyRow = Record<string, SQLOutputValue>;

/** Reads until the damage from the beginning, then from the end. */
function fromBothEnds(database: DatabaseSync, table: string, key: readonly string[]): AnyRow[] {
  const found = new Map<string, AnyRow>();
  for (const direction of ['ASC', 'DESC']) {
    const order = key.map((column) => `${column} ${direction}`).join(', ');
    try {
      for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).iterate()) {
        found.set(JSON.stringify(key.map((column) => String(row[column]))), { ...row });
      }
    } catch {
      // This end is read as far as it goes.
    }
  }
  return [...found.values()];
}

function isRow(row: AnyRow): row is AnyRow & Row {
  return (
    typeof row.kind === 'string' &&
    typeof row.id === 'string' &&
    typeof row.version === 'number' &&
    typeof row.revision === 'number' &&
    typeof row.changed_at === 'number' &&
    typeof row.json === 'string' &&
    typeof row.hash === 'string'
  );
}

function isAuditRow(row: AnyRow): row is AnyRow & Salvaged['audit'][number] {
  const { sequence, act, json } = row;
  const isPossible = typeof sequence === 'number' && sequence > 0 && sequence < 2 ** 40;
  return isPossible && typeof act === 'string' && typeof json === 'string';
}
