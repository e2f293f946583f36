import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, MusubiError, must, nextTurn } from '@musubi/base';
import type { AuditDraft, AuditEntry, Change, ListQuery, RecordKind, Stored } from '@musubi/schema';
import { type AuditHead, chained, EMPTY_AUDIT } from '../../audit-chain.ts';
import {
  type CheckedChange,
  checkedChange,
  checkRevision,
  lifted,
  lookupOf,
  matchesLookup,
} from '../../record-rules.ts';
import type { RecordStore } from '../../records.ts';

interface Row {
  /** JSON, so that no caller holds what the store holds. */
  json: string;
  version: number;
  revision: number;
  changedAt: number;
}

/** Rows by kind and id; maps, because an id may be `constructor`. */
type Kinds = Map<string, Map<string, Row>>;

interface Snapshot {
  rows: [kind: string, id: string, row: Row][];
  audit: AuditEntry[];
}

const SNAPSHOT = 'memory-records.json';

/** Records in memory, for tests and trials; `from` is a folder that an earlier one's `snapshot` filled. */
export function memoryRecords(options: { clock: Clock; from?: string }): RecordStore {
  return new MemoryRecords(options.clock, options.from);
}

class MemoryRecords implements RecordStore {
  readonly #clock: Clock;
  #kinds: Kinds = new Map();
  readonly #audit: AuditEntry[] = [];
  #closed = false;
  readonly setAside = [];

  constructor(clock: Clock, from: string | undefined) {
    this.#clock = clock;
    const file = from && join(from, SNAPSHOT);
    if (file && existsSync(file)) this.#restore(JSON.parse(readFileSync(file, 'utf8')) as Snapshot);
  }

  async get<T>(kind: RecordKind<T>, id: string): Promise<Stored<T> | undefined> {
    const row = this.#rowsOf(kind.name).get(id);
    return row && stored(kind, id, row);
  }

  async list<T>(kind: RecordKind<T>, query: ListQuery<T> = {}): Promise<Stored<T>[]> {
    const lookup = lookupOf(kind, query.where);
    return [...this.#rowsOf(kind.name)]
      .filter(([id]) => id > (query.after ?? ''))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, row]) => stored(kind, id, row))
      .filter(({ value }) => matchesLookup(value, lookup))
      .slice(0, query.limit ?? Number.POSITIVE_INFINITY);
  }

  async write(changes: readonly Change[]): Promise<void> {
    this.#apply(changes, undefined);
    await nextTurn();
  }

  async writeAudited(changes: readonly Change[], draft: AuditDraft): Promise<AuditEntry> {
    const entry = must(this.#apply(changes, draft), 'the entry of an audited write');
    await nextTurn();
    return structuredClone(entry);
  }

  async entries(query: { before?: number; limit: number; act?: string }): Promise<AuditEntry[]> {
    const matching = this.#audit.filter(
      ({ sequence, act }) =>
        sequence < (query.before ?? Number.POSITIVE_INFINITY) && act === (query.act ?? act),
    );
    return structuredClone(matching.reverse().slice(0, query.limit));
  }

  async *chain(): AsyncIterable<AuditEntry> {
    yield* structuredClone(this.#audit);
  }

  async head(): Promise<AuditHead> {
    const last = this.#audit.at(-1);
    return last ? { count: last.sequence, hash: last.hash } : EMPTY_AUDIT;
  }

  async snapshot(folder: string): Promise<void> {
    const rows = [...this.#kinds].flatMap(([kind, ofKind]) =>
      [...ofKind].map(([id, row]): Snapshot['rows'][number] => [kind, id, row]),
    );
    const snapshot: Snapshot = { rows, audit: this.#audit };
    await writeFile(join(folder, SNAPSHOT), JSON.stringify(snapshot), { mode: 0o600 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
  }

  #restore({ rows, audit }: Snapshot): void {
    for (const [kind, id, row] of rows) this.#kinds.set(kind, this.#rowsOf(kind).set(id, row));
    this.#audit.push(...audit);
  }

  #rowsOf(kind: string): Map<string, Row> {
    return this.#kinds.get(kind) ?? new Map();
  }

  #apply(changes: readonly Change[], draft: AuditDraft | undefined): AuditEntry | undefined {
    if (this.#closed) throw new MusubiError('us', 'record.closed', 'the records are closed');
    const kinds: Kinds = new Map(this.#kinds);
    for (const change of changes.map(checkedChange)) this.#change(kinds, change);
    const last = this.#audit.at(-1);
    const head = last ? { count: last.sequence, hash: last.hash } : EMPTY_AUDIT;
    const entry = draft && chained(draft, head, this.#clock.now());
    this.#kinds = kinds;
    if (entry) this.#audit.push(entry);
    return entry;
  }

  #change(kinds: Kinds, change: CheckedChange): void {
    const { kind, id, value } = change;
    // A copy, so that a write that is refused later on has changed nothing.
    const rows = new Map(kinds.get(kind.name));
    kinds.set(kind.name, rows);
    const revision = rows.get(id)?.revision ?? 0;
    checkRevision(change, revision);
    if (value === undefined) {
      rows.delete(id);
      return;
    }
    rows.set(id, {
      json: JSON.stringify(value),
      version: kind.version,
      revision: revision + 1,
      changedAt: this.#clock.now(),
    });
  }
}

function stored<T>(kind: RecordKind<T>, id: string, row: Row): Stored<T> {
  const value = lifted(kind, id, row.version, JSON.parse(row.json));
  return { id, value, revision: row.revision, changedAt: row.changedAt };
}
