import { reasonOf } from '@musubi/base';
import { failingSync } from './failing-sync.ts';
import { openLoopDisk } from './loop-disk.ts';
import { runProgram } from './run-program.ts';
import { openSmallDisk } from './small-disk.ts';

/** Whether a fault can be made on this machine, tried out rather than guessed. */
export type FaultTool = { possible: true } | { possible: false; reason: string };

export interface FaultTools {
  /** `openLoopDisk`: needs root and loop mounts. */
  powerCut: FaultTool;
  /** `openSmallDisk`: needs root and mounts. */
  diskFull: FaultTool;
  /** `failingSync`: needs strace and the right to trace. */
  failingSync: FaultTool;
}

export async function detectFaultTools(): Promise<FaultTools> {
  const [powerCut, diskFull, failing] = await Promise.all([
    tried(async () => (await openLoopDisk({ megabytes: 8 }))[Symbol.asyncDispose]()),
    tried(async () => (await openSmallDisk({ megabytes: 1 }))[Symbol.asyncDispose]()),
    tried(async () => {
      const [program, ...words] = failingSync({ from: 1 });
      await runProgram(program ?? '', [...words, 'true']);
    }),
  ]);
  return { powerCut, diskFull, failingSync: failing };
}

async function tried(attempt: () => Promise<unknown>): Promise<FaultTool> {
  try {
    await attempt();
    return { possible: true };
  } catch (error) {
    return { possible: false, reason: reasonOf(error).split('\n')[0] ?? '' };
  }
}
