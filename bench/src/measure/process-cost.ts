import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux's /proc, fixed at 100 a second for user space. */
const TICKS_PER_SECOND = 100;

interface ProcessLine {
  pid: number;
  parent: number;
  seconds: number;
}

function readProcess(pid: number): ProcessLine | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold spaces: count from behind it. Fields 14-17 are own and waited-for children's time.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid, parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND };
  } catch {
    return undefined;
  }
}

/** `pid` and everything below it that lives now. */
function processTree(pid: number): ProcessLine[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const tree = all.filter((line) => line.pid === pid);
  for (const member of tree) tree.push(...all.filter((line) => line.parent === member.pid));
  return tree;
}

/** CPU seconds that a server and its children used since they started, also those that ended and were waited for. */
export function cpuSeconds(pid: number): number {
  return processTree(pid).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Memory in bytes that belongs to a server and its children alone, and the shared pages counted once each (PSS). */
export function memoryBytes(pid: number): number {
  return processTree(pid).reduce((sum, member) => sum + proportionalBytes(member.pid), 0);
}

function proportionalBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    return Number(text.match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Resident memory of one process alone, bytes, as `ps` shows it. */
export function residentBytes(pid: number): number {
  const text = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(text.match(/^VmRSS:\s+(\d+) kB/m)?.[1] ?? 0) * 1024;
}
