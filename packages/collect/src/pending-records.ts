import type { Change, RecordWriter } from '@musubi/schema';

/** Told once the changes queued with it are durable. */
type Saved = () => void;

/**
 * Changes that are already true in memory and must become durable before what depends on them: queued at once,
 * written together. A later change of the same record replaces an earlier one.
 */
export class PendingRecords {
  readonly #records: RecordWriter;
  #changes = new Map<string, Change>();
  #saved: Saved[] = [];
  #writing: Promise<void> | undefined;

  constructor(records: RecordWriter) {
    this.#records = records;
  }

  queue(changes: readonly Change[], saved?: Saved): void {
    for (const change of changes) this.#changes.set(keyOf(change), change);
    if (saved) this.#saved.push(saved);
  }

  /** Resolves when all that was queued before is durable; undefined, and no wait, where nothing is queued. */
  save(): Promise<void> | undefined {
    return this.#changes.size === 0 && !this.#writing ? undefined : this.#saveAll();
  }

  async #saveAll(): Promise<void> {
    // A write that is on its way may have begun before the newest change.
    await this.#writing;
    if (!this.#writing && this.#changes.size === 0) return;
    this.#writing ??= this.#write();
    await this.#writing;
  }

  async #write(): Promise<void> {
    const changes = this.#changes;
    const saved = this.#saved;
    this.#changes = new Map();
    this.#saved = [];
    try {
      await this.#records.write([...changes.values()]);
    } catch (error) {
      // What changed since then is newer.
      for (const [key, change] of this.#changes) changes.set(key, change);
      this.#changes = changes;
      this.#saved = [...saved, ...this.#saved];
      throw error;
    } finally {
      this.#writing = undefined;
    }
    for (const tell of saved) tell();
  }
}

function keyOf(change: Change): string {
  const kind = 'put' in change ? change.put : change.remove;
  return `${kind.name}\n${change.id}`;
}
