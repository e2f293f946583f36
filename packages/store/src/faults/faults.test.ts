import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { inScratchFolder } from '../conformance/scratch.ts';
import {
  detectFaultTools,
  failingSync,
  faultTest,
  openLoopDisk,
  openSmallDisk,
  startWriter,
} from './index.ts';

const tools = await detectFaultTools();
const script = new URL('./trial-writer.ts', import.meta.url);

describe('faults', () => {
  faultTest(tools.powerCut, 'a power cut takes what was not synced and leaves what was', async () => {
    await using disk = await openLoopDisk({ megabytes: 16 });
    await using careful = startWriter({ script, args: [join(disk.folder, 'careful'), 'sync'] });
    await using careless = startWriter({ script, args: [join(disk.folder, 'careless'), 'hope'] });
    await Promise.all([careful.reached(50), careless.reached(50)]);
    await careful.freeze();
    await careless.freeze();
    await using after = await disk.afterPowerCut();
    const linesOf = async (name: string) =>
      (await readFile(join(after.folder, name), 'utf8').catch(() => '')).split('\n').length - 1;
    expect(await linesOf('careful')).toBeGreaterThanOrEqual(careful.acknowledged.length);
    expect(await linesOf('careless')).toBeLessThan(careless.acknowledged.length);
  });

  faultTest(tools.diskFull, 'a small disk runs full', async () => {
    await using disk = await openSmallDisk({ megabytes: 1 });
    const tooMuch = writeFile(join(disk.folder, 'big'), new Uint8Array(2_000_000));
    await expect(tooMuch).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  faultTest(tools.failingSync, 'the n-th sync fails and the writer hears of it', () =>
    inScratchFolder(async (folder) => {
      const args = [join(folder, 'file'), 'sync'];
      await using writer = startWriter({ script, args, before: failingSync({ from: 4 }) });
      expect(await writer.ended).not.toBe(0);
      expect(writer.acknowledged).toEqual(['1', '2', '3']);
      expect(writer.complaints.join('\n')).toContain('EIO');
    }),
  );
});
