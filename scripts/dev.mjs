import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled } from './house/installed.mjs';
import { refuseOldNode } from './house/old-node.mjs';
import { pinnedNode } from './house/pinned-node.mjs';
import { rootFolder } from './house/root-folder.mjs';
import { webFolder } from './house/web-built.mjs';

// The server restarts at every change of its sources; Vite serves the screens and passes /api on (apps/web/vite.config.ts).
refuseOldNode();
await ensureInstalled();
const node = pinnedNode();
const server = join(rootFolder, 'apps', 'server', 'src', 'main.ts');
const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');
const quiet = '--disable-warning=ExperimentalWarning';
const children = [
  spawn(node, ['--watch', '--watch-preserve-output', quiet, server, ...process.argv.slice(2)], {
    stdio: 'inherit',
  }),
  spawn(node, [vite], { cwd: webFolder, stdio: 'inherit' }),
];
const stop = (signal) => {
  for (const child of children) child.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
for (const child of children) child.on('close', () => stop('SIGTERM'));
