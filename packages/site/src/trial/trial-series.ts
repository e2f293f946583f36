import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeriesKeeper } from '@musubi/store';

/** A keeper of readings that are mere bytes, with the hash of its one segment; tests let it be damaged or fail. */
export interface TrialSeries extends SeriesKeeper, AsyncDisposable {
  content: Buffer;
  /** Called at the beginning of each snapshot. */
  beforeSnapshot: () => Promise<void>;
}

const SEGMENT = 'segment.bin';

/** Empty, or what a snapshot in `folder` holds; eight bytes are a reading. */
export async function trialSeries(folder?: string): Promise<TrialSeries> {
  const file = folder && join(folder, SEGMENT);
  const kept = file && existsSync(file) ? await readFile(file) : Buffer.alloc(0);
  const isWhole = async () => !folder || (await readFile(join(folder, 'hash.txt'), 'utf8')) === hashOf(kept);
  const series: TrialSeries = {
    content: kept,
    beforeSnapshot: async () => {},
    async stats() {
      const bytes = series.content.length;
      return {
        readings: bytes / 8,
        days: 1,
        series: 1,
        bytes,
        freeBytes: 1e12,
        bytesPerDay: undefined,
        paused: false,
        setAside: [],
      };
    },
    async rollUp() {},
    async closeDays() {},
    retain: async () => ({ deletedDays: 0 }),
    async forget() {},
    verify: async () => ({
      checked: 1,
      damaged: (await isWhole()) ? [] : [{ file: SEGMENT, reason: 'hash', at: 0 }],
    }),
    async snapshot(target) {
      await series.beforeSnapshot();
      await writeFile(join(target, SEGMENT), series.content);
      await writeFile(join(target, 'hash.txt'), hashOf(series.content));
    },
    async [Symbol.asyncDispose]() {},
  };
  return series;
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
