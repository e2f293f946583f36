import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog, systemClock } from '@musubi/base';
import { openDuckdbSeries } from '@musubi/store/drivers';
import { startWriter } from '@musubi/store/faults';

export interface LongLogResult {
  /** The largest log that was seen, and the one found at the start. */
  largestLogBytes: number;
  logBytes: number;
  memoryLimitBytes: number;
  openedAfterMs: number;
  acknowledged: number;
  found: number;
}

const MIB = 2 ** 20;
const TIMES_THE_MEMORY = 10;
const MOST_COMMITS = 240;

/**
 * F12: a writer without a pause, with little memory for the engine, tries to make the log ten times as large as that
 * memory and is killed; the store opens and has it all.
 */
export async function longLog(memoryLimitMb: number): Promise<LongLogResult> {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-long-log-'));
  try {
    const script = new URL('./endless-appender.ts', import.meta.url);
    const writer = startWriter({ script, args: [folder, String(memoryLimitMb)] });
    const enough = TIMES_THE_MEMORY * memoryLimitMb * MIB;
    let largestLogBytes = 0;
    for (let commits = 1; commits <= MOST_COMMITS && largestLogBytes < enough; commits++) {
      await writer.reached(commits);
      largestLogBytes = Math.max(largestLogBytes, logBytesIn(folder));
    }
    await writer.kill();
    const acknowledged = writer.acknowledged.reduce((sum, line) => sum + Number(line), 0);
    const logBytes = logBytesIn(folder);
    const startedAt = systemClock.monotonic();
    await using store = await openDuckdbSeries({ folder, clock: systemClock, log: silentLog, memoryLimitMb });
    const openedAfterMs = systemClock.monotonic() - startedAt;
    const { readings } = await store.stats();
    const memoryLimitBytes = memoryLimitMb * MIB;
    return { largestLogBytes, logBytes, memoryLimitBytes, openedAfterMs, acknowledged, found: readings };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function logBytesIn(folder: string): number {
  const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.wal'),
  );
  return logs.reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
