import type { ReadingBatch } from '@musubi/schema';

/** Where collected readings go. `collect` does not know the store; the server hands it this. */
export interface Sink {
  /** Resolves when durable; rejects when nothing of the batch was kept. */
  append(
    batch: ReadingBatch,
    origin: { connectionId: string; deviceId: string },
  ): Promise<{ stored: number; duplicates: number; late: number }>;
}
