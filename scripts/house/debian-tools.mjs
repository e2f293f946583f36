import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly, withProgress } from './run-command.mjs';

/** Whether `command` lies on the PATH (or is a file by itself). */
export function hasCommand(command) {
  if (command.includes('/')) return existsSync(command);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/sbin');
  return folders.some((folder) => endings.some((ending) => existsSync(join(folder, command + ending))));
}

/** Whether packages of Debian may be installed here without asking anyone. */
export function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && hasCommand('apt-get');
}

const isThere = (tool) => (tool.files ?? [tool.command]).some(hasCommand);

/**
 * Installs the missing ones of `tools` ({package, command | files, use}) where it may. Answers those still missing;
 * what needs them skips itself and says so.
 */
export async function ensureDebianTools(tools) {
  const missing = tools.filter((tool) => !isThere(tool));
  if (missing.length === 0) return [];
  const packages = missing.map((tool) => tool.package);
  if (!mayInstall()) {
    for (const tool of missing)
      process.stdout.write(`without ${tool.package}: ${tool.use} will be skipped\n`);
    if (process.platform === 'linux') {
      process.stdout.write(
        `to install: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}\n`,
      );
    }
    return missing;
  }
  await withProgress(`Installing ${packages.join(', ')}`, () => install(packages));
  return missing.filter((tool) => !isThere(tool));
}

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) => runQuietly('apt-get', args, { env });
  await apt(['update', '-q']);
  const all = await apt(['install', '-y', '-q', '--no-install-recommends', ...packages]);
  if (all.code === 0) return;
  // One that is not to be had must not take the others with it.
  for (const name of packages) {
    const one = await apt(['install', '-y', '-q', '--no-install-recommends', name]);
    if (one.code !== 0)
      process.stdout.write(`${name} can't be installed: ${one.output.trim().split('\n').at(-1)}\n`);
  }
}
