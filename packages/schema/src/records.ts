import type { AuditEntry } from './audit.ts';
import type { RecordKind } from './record.ts';

export interface Stored<T> {
  id: string;
  value: T;
  /** Grows by one with each write of this id; 1 at first. */
  revision: number;
  changedAt: number;
}

/** One change of a write. `expected` is the revision that must be there (0 = must not exist); else `record.changed`. */
export type Change<T = unknown> =
  | { put: RecordKind<T>; id: string; value: T; expected?: number }
  | { remove: RecordKind<T>; id: string; expected?: number };

export interface ListQuery<T> {
  where?: Partial<T>;
  /** Ids after this one, ascending. */
  after?: string;
  limit?: number;
}

/** Structured records: people, devices, series … Small, durable, transactional. */
export interface RecordReader {
  get<T>(kind: RecordKind<T>, id: string): Promise<Stored<T> | undefined>;
  /** Ordered by id. `where` members must be indexes of the kind. */
  list<T>(kind: RecordKind<T>, query?: ListQuery<T>): Promise<Stored<T>[]>;
}

export interface RecordWriter {
  /** All or nothing; resolves after fsync (callers share commits). Values are checked against the kind's schema. */
  write(changes: readonly Change[]): Promise<void>;
}

/** What an act adds to the audit log; sequence, time and hashes are the store's. */
export type AuditDraft = Omit<AuditEntry, 'sequence' | 'at' | 'previous' | 'hash'>;

export interface AuditedWriter {
  /** Appends to the audit's hash chain in the same transaction as `changes`; resolves after fsync. */
  writeAudited(changes: readonly Change[], entry: AuditDraft): Promise<AuditEntry>;
}

/** What a domain may do with records. */
export interface Records extends RecordReader, RecordWriter, AuditedWriter {}

/** `change` with its types checked, for use inside a `write`. */
export function put<T>(kind: RecordKind<T>, id: string, value: T, expected?: number): Change {
  return { put: kind as RecordKind<unknown>, id, value, ...(expected === undefined ? {} : { expected }) };
}

export function remove<T>(kind: RecordKind<T>, id: string, expected?: number): Change {
  return { remove: kind as RecordKind<unknown>, id, ...(expected === undefined ? {} : { expected }) };
}
