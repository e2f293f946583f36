import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MusubiError } from '@musubi/base';

/** What a child may be asked for, by the file of `load` that holds it and the function's name. */
export interface Errand {
  file: string;
  work: string;
  input: unknown;
}

/**
 * Calls `work` of a file beside this one in a process of its own, so that a load generator neither shares the event
 * loop nor the CPU account of what it loads.
 */
export async function inChild<Result>(errand: Errand): Promise<Result> {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.send(errand);
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'close').then(([code]) => [{ failed: `the load generator ended with ${code}` }]),
  ])) as [{ result?: Result; failed?: string }];
  child.disconnect();
  if (answer.failed !== undefined) throw new MusubiError('us', 'bench.load-failed', answer.failed);
  return answer.result as Result;
}
