import type { AuditDraft, AuditEntry, Change, RecordReader, RecordWriter } from '@musubi/schema';

export interface AuditLog {
  /** Appends to the hash chain in the same transaction as `changes`; resolves after fsync. */
  writeAudited(changes: readonly Change[], entry: AuditDraft): Promise<AuditEntry>;
  /** Newest first. */
  entries(query: { before?: number; limit: number; act?: string }): Promise<AuditEntry[]>;
  /** Oldest first, all of it. */
  chain(): AsyncIterable<AuditEntry>;
}

export interface RecordKeeper {
  /** Copies a consistent state into an empty folder while writing goes on. */
  snapshot(folder: string): Promise<void>;
  readonly setAside: readonly { file: string; reason: string; at: number }[];
}

export interface RecordStore extends RecordReader, RecordWriter, AuditLog, RecordKeeper, AsyncDisposable {}
