import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { sha256 } from '@musubi/base';
import type { AuditDraft, AuditEntry } from '@musubi/schema';
import { type AuditHead, chained, EMPTY_AUDIT } from '../../audit-chain.ts';

const PAGE = 500;

/** The audit log's table; `append` is called inside a transaction. */
export class AuditTable {
  readonly #insert: StatementSync;
  readonly #newestFirst: StatementSync;
  readonly #newestOfAct: StatementSync;
  readonly #oldestFirst: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare('INSERT INTO audit VALUES (?, ?, ?)');
    this.#newestFirst = database.prepare(
      'SELECT * FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
    );
    this.#newestOfAct = database.prepare(
      'SELECT * FROM audit WHERE act = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?',
    );
    this.#oldestFirst = database.prepare('SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?');
  }

  append(draft: AuditDraft, at: number): AuditEntry {
    const entry = chained(draft, this.head(), at);
    this.#insert.run(entry.sequence, entry.act, JSON.stringify(entry));
    return entry;
  }

  head(): AuditHead {
    const [newest] = this.newest({ limit: 1 });
    return newest ? { count: newest.sequence, hash: newest.hash } : EMPTY_AUDIT;
  }

  newest(query: { before?: number; limit: number; act?: string }): AuditEntry[] {
    const before = query.before ?? Number.MAX_SAFE_INTEGER;
    const rows =
      query.act === undefined
        ? this.#newestFirst.all(before, query.limit)
        : this.#newestOfAct.all(query.act, before, query.limit);
    return rows.map(entryOf);
  }

  hashAt(sequence: number): string | undefined {
    return this.newest({ before: sequence + 1, limit: 1 }).find((entry) => entry.sequence === sequence)?.hash;
  }

  /** In portions, so that writing goes on between them. */
  *pages(): Iterable<AuditEntry[]> {
    for (let last = 0; ; ) {
      const page = this.#oldestFirst.all(last, PAGE).map(entryOf);
      if (page.length === 0) return;
      yield page;
      last = page.at(-1)?.sequence ?? last;
    }
  }
}

/** The entry as it lies there; whether it was altered is for the verifier to say. */
function entryOf(row: Record<string, unknown>): AuditEntry {
  try {
    return { ...JSON.parse(String(row.json)), sequence: Number(row.sequence) } as AuditEntry;
  } catch {
    return unreadable(Number(row.sequence), String(row.json));
  }
}

/** Stands where the disk destroyed an entry; its hash can't be that of its content, so the verifier stops at it. */
function unreadable(sequence: number, raw: string): AuditEntry {
  return {
    sequence,
    at: 0,
    actor: 'system',
    actorName: '',
    act: 'audit.unreadable',
    result: 'failed',
    details: {},
    previous: EMPTY_AUDIT.hash,
    hash: sha256(raw),
  };
}
