import { FastClock, silentLog } from '@musubi/base';
import { assetRecord } from '@musubi/schema';
import { describe, expect, it } from 'vitest';
import { inScratchFolder } from '../../conformance/scratch.ts';
import {
  detectFaultTools,
  failingSync,
  faultTest,
  openLoopDisk,
  openSmallDisk,
  startWriter,
  type WriterProcess,
} from '../../faults/index.ts';
import { openSqliteRecords } from './sqlite-records.ts';

const tools = await detectFaultTools();
const writer = (folder: string, before: readonly string[] = []) =>
  startWriter({ script: new URL('./record-writer.ts', import.meta.url), args: [folder], before });

/** Every acknowledged asset is there, with its line in an unbroken audit log, and nothing had to be set aside. */
async function expectAllKept(folder: string, acknowledged: readonly string[]): Promise<void> {
  await using records = await openSqliteRecords({ folder, clock: new FastClock(), log: silentLog });
  const kept = new Set((await records.list(assetRecord)).map(({ id }) => id));
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  const chain = await Array.fromAsync(records.chain());
  expect(chain.length).toBe(kept.size);
  expect(records.setAside).toEqual([]);
}

const complaintCodes = (process: WriterProcess) => [
  ...new Set(process.complaints.map((line) => JSON.parse(line).code)),
];

describe('SQLite records under faults', () => {
  it('F1: a killed program loses nothing acknowledged, round after round', () =>
    inScratchFolder(async (folder) => {
      const acknowledged: string[] = [];
      for (let round = 1; round <= 5; round++) {
        await using process = writer(folder);
        await process.reached(round * 37);
        await process.kill();
        acknowledged.push(...process.acknowledged);
        await expectAllKept(folder, acknowledged);
      }
    }));

  faultTest(tools.powerCut, 'F2: a power cut loses nothing acknowledged, round after round', async () => {
    for (let round = 1; round <= 3; round++) {
      await using disk = await openLoopDisk({ megabytes: 24 });
      await using process = writer(disk.folder);
      await process.reached(round * 60);
      await process.freeze();
      await using after = await disk.afterPowerCut();
      await expectAllKept(after.folder, process.acknowledged);
    }
  });

  faultTest(tools.diskFull, 'F5: a full disk refuses by name and keeps what it acknowledged', async () => {
    await using disk = await openSmallDisk({ megabytes: 2 });
    await using process = writer(disk.folder);
    await process.ended;
    expect(complaintCodes(process)).toEqual(['store.disk-full']);
    expect(process.acknowledged.length).toBeGreaterThan(50);
    await expectAllKept(disk.folder, process.acknowledged);
  });

  faultTest(tools.failingSync, 'F8: nothing is acknowledged from the first failed sync on', () =>
    inScratchFolder(async (folder) => {
      await using process = writer(folder, failingSync({ from: 25 }));
      await process.ended;
      expect(complaintCodes(process)).toEqual(['store.failed']);
      expect(process.acknowledged.length).toBeGreaterThan(0);
      await expectAllKept(folder, process.acknowledged);
    }),
  );
});
