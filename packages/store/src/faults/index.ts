export { detectFaultTools, type FaultTool, type FaultTools } from './detect-fault-tools.ts';
export { failingSync } from './failing-sync.ts';
export { faultTest } from './fault-test.ts';
export { type LoopDisk, openLoopDisk } from './loop-disk.ts';
export type { MountedDisk } from './mounted.ts';
export { openSmallDisk } from './small-disk.ts';
export { untilStopped } from './until-stopped.ts';
export { startWriter, type WriterProcess } from './writer-process.ts';
