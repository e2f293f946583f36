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

interface MemoryState {
  kinds: Record<string, Record<string, Row>>;
  audit: AuditEntry[];
}

const SNAPSHOT = 'memory-records.json';

/** Records in memory, for tests and trials; `from` is a folder that an earlier one's `snapshot` filled. */
export function memoryRecords(options: { clock: Clock; from?: string }): RecordStore {
  return new MemoryRecords(options.clock, options.from);
}

class MemoryRecords implements RecordStore {
  readonly #clock: Clock;
  #state: MemoryState = { kinds: {}, audit: [] };
  #closed = false;
  readonly setAside = [];

  constructor(clock: Clock, from: string | undefined) {
    this.#clock = clock;
    const file = from && join(from, SNAPSHOT);
    if (file && existsSync(file)) this.#state = JSON.parse(readFileSync(file, 'utf8')) as MemoryState;
  }

  async get<T>(kind: RecordKind<T>, id: string): Promise<Stored<T> | undefined> {
    const row = this.#rowsOf(kind.name)[id];
    return row && stored(kind, id, row);
  }

  async list<T>(kind: RecordKind<T>, query: ListQuery<T> = {}): Promise<Stored<T>[]> {
    const lookup = lookupOf(kind, query.where);
    return Object.entries(this.#rowsOf(kind.name))
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
    const matching = this.#state.audit.filter(
      ({ sequence, act }) =>
        sequence < (query.before ?? Number.POSITIVE_INFINITY) && act === (query.act ?? act),
    );
    return structuredClone(matching.reverse().slice(0, query.limit));
  }

  async *chain(): AsyncIterable<AuditEntry> {
    yield* structuredClone(this.#state.audit);
  }

  async head(): Promise<AuditHead> {
    const last = this.#state.audit.at(-1);
    return last ? { count: last.sequence, hash: last.hash } : EMPTY_AUDIT;
  }

  async snapshot(folder: string): Promise<void> {
    await writeFile(join(folder, SNAPSHOT), JSON.stringify(this.#state), { mode: 0o600 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
  }

  #rowsOf(kind: string): Record<string, Row> {
    return this.#state.kinds[kind] ?? {};
  }

  #apply(changes: readonly Change[], draft: AuditDraft | undefined): AuditEntry | undefined {
    if (this.#closed) throw new MusubiError('us', 'record.closed', 'the records are closed');
    const kinds = { ...this.#state.kinds };
    const audit = this.#state.audit;
    for (const change of changes.map(checkedChange)) this.#change(kinds, change);
    const last = audit.at(-1);
    const head = last ? { count: last.sequence, hash: last.hash } : EMPTY_AUDIT;
    const entry = draft && chained(draft, head, this.#clock.now());
    this.#state = { kinds, audit };
    if (entry) audit.push(entry);
    return entry;
  }

  #change(kinds: MemoryState['kinds'], change: CheckedChange): void {
    const { kind, id, value } = change;
    const rows = { ...kinds[kind.name] };
    kinds[kind.name] = rows;
    const revision = rows[id]?.revision ?? 0;
    checkRevision(change, revision);
    if (value === undefined) {
      delete rows[id];
      return;
    }
    rows[id] = {
      json: JSON.stringify(value),
      version: kind.version,
      revision: revision + 1,
      changedAt: this.#clock.now(),
    };
  }
}

function stored<T>(kind: RecordKind<T>, id: string, row: Row): Stored<T> {
  const value = lifted(kind, id, row.version, JSON.parse(row.json));
  return { id, value, revision: row.revision, changedAt: row.changedAt };
}
