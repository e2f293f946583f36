import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/** A mounted disk of its own; disposing unmounts it and removes its mount point. */
export interface MountedDisk extends AsyncDisposable {
  readonly folder: string;
}

export async function mounted(args: readonly string[]): Promise<MountedDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'musubi-disk-'));
  try {
    await runProgram('mount', [...args, folder]);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    folder,
    async [Symbol.asyncDispose]() {
      // Lazily, so that a file someone still holds open can't keep the mount for ever.
      await runProgram('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
