import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, type DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Clock, isMusubiError, type Log, MusubiError, reasonOf } from '@musubi/base';
import type { AuditDraft, AuditEntry, Change, ListQuery, RecordKind, Stored } from '@musubi/schema';
import type { AuditHead } from '../../audit-chain.ts';
import {
  type CheckedChange,
  checkedChange,
  checkRevision,
  damaged,
  lookupOf,
  matchesLookup,
} from '../../record-rules.ts';
import type { RecordStore } from '../../records.ts';
import { readAuditHead, writeAuditHead } from './audit-head-file.ts';
import { AuditTable } from './audit-table.ts';
import { openDatabase, sqliteFailure } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import { KindLookup } from './kind-lookup.ts';
import { openSound, recordsFile } from './open-sound.ts';
import { isSound, type Row, rowHash, storedOf } from './row.ts';
import { listSetAside } from './set-aside.ts';

/** Options of the records kept in SQLite; damaged files go to `setAsideFolder`, by default within `folder`. */
export interface SqliteRecordsOptions {
  folder: string;
  clock: Clock;
  log: Log;
  setAsideFolder?: string;
}

/** Opens the records in `folder`, in whatever state it is; made if it is missing. */
export async function openSqliteRecords(options: SqliteRecordsOptions): Promise<RecordStore> {
  const { folder, clock, log } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const setAsideFolder = options.setAsideFolder ?? join(folder, 'set-aside');
  const database = openSound({ file: recordsFile(folder), setAsideFolder, now: clock.now(), log });
  return new SqliteRecords({ database, folder, clock, log, setAside: listSetAside(setAsideFolder) });
}

interface Parts {
  database: DatabaseSync;
  folder: string;
  clock: Clock;
  log: Log;
  setAside: { file: string; reason: string; at: number }[];
}

class SqliteRecords implements RecordStore {
  readonly #database: DatabaseSync;
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #audit: AuditTable;
  readonly #lookup: KindLookup;
  readonly #commit: GroupCommit;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #lifted = new Set<string>();
  readonly #named = new Set<string>();
  readonly setAside: { file: string; reason: string; at: number }[];
  /** The head as noted beside the database; it stays where it was if the log no longer leads there. */
  #head: AuditHead;
  #followsHead = true;
  #closed = false;

  constructor({ database, folder, clock, log, setAside }: Parts) {
    this.#database = database;
    this.#folder = folder;
    this.#clock = clock;
    this.#log = log;
    this.setAside = setAside;
    this.#audit = new AuditTable(database);
    this.#lookup = new KindLookup(database);
    this.#statements = prepareStatements(database);
    this.#commit = new GroupCommit({ database, log, onCommitted: () => this.#noteHead() });
    this.#head = this.#startingHead();
    this.#nameDamagedRows();
  }

  async get<T>(kind: RecordKind<T>, id: string): Promise<Stored<T> | undefined> {
    return this.#reading(kind.name, id, () => {
      const row = this.#row(kind.name, id);
      return row && storedOf(kind, row);
    });
  }

  async list<T>(kind: RecordKind<T>, query: ListQuery<T> = {}): Promise<Stored<T>[]> {
    const lookup = lookupOf(kind, query.where);
    return this.#reading(kind.name, '', () => {
      if (lookup.length > 0) this.#liftAll(kind);
      const values = lookup.map(
        ([member, text]) => [member, sqlValue(text)] as [string, string | number | null],
      );
      const limit = query.limit ?? -1;
      const found: Stored<T>[] = [];
      for (const row of this.#lookup.rows(kind.name, values, query.after ?? '')) {
        if (found.length === limit) break;
        const record = this.#readable(kind, row as unknown as Row);
        if (record && matchesLookup(record.value, lookup)) found.push(record);
      }
      return found;
    });
  }

  async write(changes: readonly Change[]): Promise<void> {
    const checked = changes.map(checkedChange);
    this.#refuseClosed();
    await this.#commit.write(() => this.#apply(checked));
  }

  async writeAudited(changes: readonly Change[], draft: AuditDraft): Promise<AuditEntry> {
    const checked = changes.map(checkedChange);
    this.#refuseClosed();
    return this.#commit.write(() => {
      this.#apply(checked);
      return this.#audit.append(draft, this.#clock.now());
    });
  }

  async entries(query: { before?: number; limit: number; act?: string }): Promise<AuditEntry[]> {
    return this.#reading('audit', '', () => this.#audit.newest(query));
  }

  async *chain(): AsyncIterable<AuditEntry> {
    for (const page of this.#audit.pages()) yield* page;
  }

  async head(): Promise<AuditHead> {
    return this.#head;
  }

  async snapshot(folder: string): Promise<void> {
    const copy = recordsFile(folder);
    await backup(this.#database, copy);
    const database = openDatabase(copy);
    writeAuditHead(folder, new AuditTable(database).head());
    database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commit.drained();
    this.#database.close();
  }

  #refuseClosed(): void {
    if (this.#closed) throw new MusubiError('us', 'record.closed', 'the records are closed');
  }

  #row(kind: string, id: string): Row | undefined {
    return this.#statements.row.get(kind, id) as unknown as Row | undefined;
  }

  #apply(changes: readonly CheckedChange[]): void {
    for (const change of changes) {
      const { kind, id, value } = change;
      const revision = this.#row(kind.name, id)?.revision ?? 0;
      checkRevision(change, revision);
      if (value === undefined) this.#statements.remove.run(kind.name, id);
      else this.#put(kind, id, value, revision + 1, this.#clock.now());
    }
  }

  #put(kind: RecordKind<unknown>, id: string, value: unknown, revision: number, changedAt: number): void {
    const json = JSON.stringify(value);
    const row = { kind: kind.name, id, version: kind.version, revision, changed_at: changedAt, json };
    const hash = rowHash(row);
    this.#statements.put.run(kind.name, id, kind.version, revision, changedAt, json, hash);
  }

  /** Indexes know the stored members: values of older versions are brought up to date before they are looked up. */
  #liftAll<T>(kind: RecordKind<T>): void {
    const done = `${kind.name} ${kind.version}`;
    if (this.#lifted.has(done)) return;
    const old = this.#statements.older.all(kind.name, kind.version) as unknown as Row[];
    if (old.length > 0) this.#commit.now(() => this.#lift(kind, old));
    this.#lifted.add(done);
  }

  #lift<T>(kind: RecordKind<T>, old: readonly Row[]): void {
    for (const row of old) {
      const record = this.#readable(kind, row);
      if (record) this.#put(kind as RecordKind<unknown>, row.id, record.value, row.revision, row.changed_at);
    }
  }

  /** The record, or undefined if its row is damaged: one damaged row must not hide all others. */
  #readable<T>(kind: RecordKind<T>, row: Row): Stored<T> | undefined {
    try {
      return storedOf(kind, row);
    } catch (error) {
      if (!isMusubiError(error, 'record.damaged')) throw error;
      this.#nameDamaged(row);
      return undefined;
    }
  }

  #nameDamaged({ kind, id }: Row): void {
    const file = `${kind}/${id}`;
    if (this.#named.has(file)) return;
    this.#named.add(file);
    this.#log.error('record damaged', { kind, id });
    this.setAside.push({ file, reason: 'record.damaged', at: this.#clock.now() });
  }

  #nameDamagedRows(): void {
    for (const row of this.#statements.all.iterate()) {
      const candidate = row as unknown as Row;
      if (!isSound(candidate)) this.#nameDamaged(candidate);
    }
  }

  #startingHead(): AuditHead {
    const noted = readAuditHead(this.#folder);
    const now = this.#audit.head();
    if (!noted || noted.count === 0 || this.#audit.hashAt(noted.count) === noted.hash) {
      if (now.count !== noted?.count) writeAuditHead(this.#folder, now);
      return now;
    }
    this.#followsHead = false;
    this.#log.error('the audit log lost its newest entries', { noted: noted.count, found: now.count });
    this.setAside.push({ file: 'audit-head.json', reason: 'audit.truncated', at: this.#clock.now() });
    return noted;
  }

  #noteHead(): void {
    if (!this.#followsHead) return;
    const now = this.#audit.head();
    if (now.count === this.#head.count) return;
    this.#head = now;
    try {
      writeAuditHead(this.#folder, now);
    } catch (error) {
      // The entries themselves are durable; an older head only watches over fewer of them.
      this.#log.warn('head of the audit log not noted', { reason: reasonOf(error) });
    }
  }

  #reading<T>(kind: string, id: string, read: () => T): T {
    this.#refuseClosed();
    try {
      return read();
    } catch (error) {
      if (isMusubiError(error)) throw error;
      if (sqliteFailure(error) === 'damaged') throw damaged(kind, id, reasonOf(error));
      throw new MusubiError('us', 'store.failed', reasonOf(error), { cause: error });
    }
  }
}

function prepareStatements(
  database: DatabaseSync,
): Record<'row' | 'all' | 'older' | 'put' | 'remove', StatementSync> {
  return {
    row: database.prepare('SELECT * FROM record WHERE kind = ? AND id = ?'),
    all: database.prepare('SELECT * FROM record'),
    older: database.prepare('SELECT * FROM record WHERE kind = ? AND version < ?'),
    put: database.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)'),
    remove: database.prepare('DELETE FROM record WHERE kind = ? AND id = ?'),
  };
}

/** The value that SQLite's `json_extract` answers for a member of this JSON. */
function sqlValue(json: string): string | number | null {
  const value: unknown = JSON.parse(json);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new MusubiError('us', 'record.not-indexed', 'a whole object cannot be looked up', {
    details: { kind: '', member: json },
  });
}
