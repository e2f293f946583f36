import { readdir, readFile } from 'node:fs/promises';
import { nextTurn } from '@musubi/base';

/**
 * Resolves when every thread of a process that got SIGSTOP really stands still, or the process is gone. The signal
 * alone is no proof: a busy machine lets a thread run on for a while, and what it wrote meanwhile would be missed.
 */
export async function untilStopped(pid: number): Promise<void> {
  while (!(await isStopped(pid))) await nextTurn();
}

async function isStopped(pid: number): Promise<boolean> {
  const tasks = `/proc/${pid}/task`;
  for (const thread of await readdir(tasks).catch(() => [])) {
    const stat = await readFile(`${tasks}/${thread}/stat`, 'utf8').catch(() => undefined);
    // The state follows the name, which stands in brackets and may itself hold brackets (proc(5)).
    const state = stat?.slice(stat.lastIndexOf(')') + 2)[0];
    if (state !== undefined && !'TtZX'.includes(state)) return false;
  }
  return true;
}
