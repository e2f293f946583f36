import type { AuditEntry, Records } from '@musubi/schema';

export interface AuditLog {
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

export interface RecordStore extends Records, AuditLog, RecordKeeper, AsyncDisposable {}
