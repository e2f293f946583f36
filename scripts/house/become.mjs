import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const PASSED_ON = ['SIGTERM', 'SIGHUP', 'SIGINT'];

/**
 * Goes on as another program: its terminal, signals and exit code are ours. Where the system and the running Node
 * can replace the process they do, so that no launcher stays in memory.
 */
export function become(program, args) {
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    process.removeAllListeners('warning');
    process.on('warning', () => {});
    process.execve(program, [program, ...args], process.env);
  }
  const child = spawn(program, args, { cwd: process.cwd(), stdio: 'inherit' });
  for (const signal of PASSED_ON) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: passing it on would make it two.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`${program}: ${error.message}\n`);
    process.exit(1);
  });
  child.on('close', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
