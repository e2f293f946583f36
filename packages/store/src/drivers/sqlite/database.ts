import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { MusubiError } from '@musubi/base';

/** «Musu» in ASCII; tells our file from any other SQLite database. */
const APPLICATION_ID = 0x4d757375;
const LAYOUT_VERSION = 1;
/** A version is written twice, in both halves of 32 bits: a flipped bit must not look like a newer program. */
const TWICE = 0x1_0001;
/** More entries than any firm writes; a greater number is the work of a broken disk. */
const MOST_ENTRIES = 2 ** 40;

const TABLES = `
  CREATE TABLE record (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    json TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    act TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_act ON audit (act, sequence);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${LAYOUT_VERSION * TWICE};
`;

/**
 * Opens the file for writing, made if it is missing; throws SQLite's error if it is damaged, `record.too-new` if a
 * newer program wrote it.
 */
export function openDatabase(file: string): DatabaseSync {
  // SQLite's own files beside it take over its mode: for us alone.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    // FULL: with NORMAL a power cut took up to 21,600 acknowledged rows.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    prepareLayout(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareLayout(database: DatabaseSync): void {
  if (isEmpty(database)) {
    database.exec(`BEGIN; ${TABLES} COMMIT;`);
    return;
  }
  // All pages by the quick check (0.2 s for half a million audit entries), the indexes of records by the full one.
  for (const check of ['quick_check(1)', 'integrity_check(record)']) {
    const finding = Object.values(database.prepare(`PRAGMA ${check}`).get() ?? {})[0];
    if (finding !== 'ok') throw new MusubiError('us', 'record.file-damaged', `${check}: ${finding}`);
  }
  if (pragma(database, 'application_id') !== APPLICATION_ID) {
    throw new MusubiError('us', 'record.file-damaged', 'not a file of ours');
  }
  const version = pragma(database, 'user_version') / TWICE;
  if (!Number.isInteger(version)) throw new MusubiError('us', 'record.file-damaged', 'unreadable version');
  if (version > LAYOUT_VERSION) {
    throw new MusubiError('us', 'record.too-new', `layout ${version}`, { details: { kind: 'records' } });
  }
  readAll(database);
}

/** What the page check lets pass may still be unreadable: numbers beyond all bounds throw here. */
function readAll(database: DatabaseSync): void {
  for (const _ of database.prepare('SELECT * FROM record').iterate());
  const stray = database.prepare(
    `SELECT count(*) AS n FROM audit WHERE sequence < 1 OR sequence > ${MOST_ENTRIES}`,
  );
  if (stray.get()?.n !== 0) throw new MusubiError('us', 'record.file-damaged', 'impossible audit entry');
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n === 0;
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

/** What SQLite's primary result code says about a failure. */
export function sqliteFailure(error: unknown): 'full' | 'damaged' | 'failed' {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 0;
  const primary = code & 0xff;
  if (primary === 13) return 'full';
  return primary === 11 || primary === 26 ? 'damaged' : 'failed';
}
