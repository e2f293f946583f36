import type { AuditEntry, Records } from '@musubi/schema';
import type { AuditHead } from './audit-chain.ts';

export interface AuditLog {
  /** Newest first. */
  entries(query: { before?: number; limit: number; act?: string }): Promise<AuditEntry[]>;
  /** Oldest first, all of it. */
  chain(): AsyncIterable<AuditEntry>;
  /** Where the log stood when it was last written, noted apart from it: a cut tail shows against this. */
  head(): Promise<AuditHead>;
}

export interface RecordKeeper {
  /** Copies a consistent state into an empty folder while writing goes on. */
  snapshot(folder: string): Promise<void>;
  readonly setAside: readonly { file: string; reason: string; at: number }[];
}

export interface RecordStore extends Records, AuditLog, RecordKeeper, AsyncDisposable {}
