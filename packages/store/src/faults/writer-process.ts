import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { must } from '@musubi/base';
import { untilStopped } from './until-stopped.ts';

/**
 * A process of its own that writes and prints one line for each write that was acknowledged, in order. What it
 * printed last is what must be found after the fault.
 */
export interface WriterProcess extends AsyncDisposable {
  /** The lines so far. */
  readonly acknowledged: readonly string[];
  /** What it said on its error output so far. */
  readonly complaints: readonly string[];
  /** Resolves once at least `count` lines have come, or the process has ended. */
  reached(count: number): Promise<void>;
  /** Not one instruction more (SIGSTOP) once this resolves; it can then only be killed. */
  freeze(): Promise<void>;
  /** kill -9, and waits for its end. */
  kill(): Promise<void>;
  /** Its exit code once it ended by itself; null if a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Runs the TypeScript file `script` with `args`; `before` are words before the command, as of `failingSync`. */
export function startWriter(options: {
  script: URL;
  args: readonly string[];
  before?: readonly string[];
}): WriterProcess {
  const command = [
    ...(options.before ?? []),
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    fileURLToPath(options.script),
    ...options.args,
  ];
  const child = spawn(must(command[0], 'a command'), command.slice(1), {
    // A group of its own: under strace the node below it must stop and end too.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledged = linesOf(child.stdout);
  const complaints = linesOf(child.stderr);
  const closed = once(child, 'close');
  const ended = closed.then(() => child.exitCode);
  const signal = (name: 'SIGSTOP' | 'SIGKILL') => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, name);
  };
  const kill = async () => {
    signal('SIGKILL');
    await closed;
  };
  return {
    acknowledged: acknowledged.lines,
    complaints: complaints.lines,
    async reached(count) {
      const enough = new Promise<void>((resolve) => acknowledged.onLine((n) => n >= count && resolve()));
      await Promise.race([enough, closed]);
    },
    async freeze() {
      signal('SIGSTOP');
      if (child.pid !== undefined) await untilStopped(child.pid);
    },
    kill,
    ended,
    [Symbol.asyncDispose]: kill,
  };
}

function linesOf(stream: NodeJS.ReadableStream) {
  const lines: string[] = [];
  const listeners: ((count: number) => void)[] = [];
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line);
    for (const listener of listeners) listener(lines.length);
  });
  return {
    lines,
    onLine(listener: (count: number) => void) {
      listeners.push(listener);
      listener(lines.length);
    },
  };
}
