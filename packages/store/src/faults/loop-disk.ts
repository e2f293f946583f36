import { copyFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MountedDisk, mounted } from './mounted.ts';
import { runProgram } from './run-program.ts';

/** A disk whose power can be cut (F2). */
export interface LoopDisk extends MountedDisk {
  /**
   * The disk as it would be found after the power went off now: only what reached the block layer, with the
   * journal replayed. Stop the writer first (`await WriterProcess.freeze()`). It models the loss of the page cache,
   * neither a lying drive nor torn sectors.
   */
  afterPowerCut(): Promise<MountedDisk>;
}

/** An ext4 file system in a file of its own. */
export async function openLoopDisk(options: { megabytes: number }): Promise<LoopDisk> {
  const place = await mkdtemp(join(tmpdir(), 'musubi-image-'));
  const removePlace = () => rm(place, { recursive: true, force: true });
  try {
    const image = join(place, 'disk.img');
    await writeFile(image, '');
    await truncate(image, options.megabytes * 1_048_576);
    await runProgram('mkfs.ext4', ['-q', '-F', image]);
    // No commit by the clock: what no fsync asked for stays in memory and is lost, as it should be.
    const disk = await mounted(['-o', 'loop,commit=3600', image]);
    let cuts = 0;
    return {
      folder: disk.folder,
      async afterPowerCut() {
        cuts++;
        const copy = join(place, `after-${cuts}.img`);
        await copyStill(image, copy);
        return mounted(['-o', 'loop', copy]);
      },
      async [Symbol.asyncDispose]() {
        await disk[Symbol.asyncDispose]();
        await removePlace();
      },
    };
  } catch (error) {
    await removePlace();
    throw error;
  }
}

/**
 * Copies the image until the copy is the image as it stood at one moment. Copying takes time, and what the kernel
 * writes meanwhile (blocks in their place, then the journal's tail) would be torn apart in it as on no real disk.
 */
async function copyStill(image: string, copy: string): Promise<void> {
  for (let left = 20; ; left--) {
    await copyFile(image, copy);
    try {
      await runProgram('cmp', ['-s', image, copy]);
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
