import { spawn } from 'node:child_process';
import { rootFolder } from './root-folder.mjs';

/** Runs a command with the terminal shared; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: rootFolder, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a command silently; resolves with its exit code and all that it printed. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: rootFolder, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (bytes) => {
      output += bytes;
    });
    child.stderr.on('data', (bytes) => {
      output += bytes;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** Awaits `work` while showing `text` and the seconds it takes: a moving line in a terminal, one line elsewhere. */
export async function withProgress(text, work) {
  const startedAt = performance.now();
  const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
  const moving = process.stdout.isTTY;
  const show = () => process.stdout.write(`\r\x1b[K${text} … ${seconds()}`);
  const timer = moving ? setInterval(show, 500) : undefined;
  process.stdout.write(moving ? `${text} …` : `${text} …\n`);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stdout.write(moving ? `\r\x1b[K${text} … ${seconds()}\n` : `  ${seconds()}\n`);
  }
}
