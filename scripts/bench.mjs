import { join } from 'node:path';
import { ensureDebianTools } from './house/debian-tools.mjs';
import { ensureInstalled } from './house/installed.mjs';
import { refuseOldNode } from './house/old-node.mjs';
import { pinnedNode } from './house/pinned-node.mjs';
import { rootFolder } from './house/root-folder.mjs';
import { run } from './house/run-command.mjs';
import { ensureServerBuilt } from './house/server-built.mjs';
import { PEERS } from './house/tools.mjs';
import { ensureWebBuilt } from './house/web-built.mjs';

// npm run bench [-- <claim> …] [--full] [--readings N]
refuseOldNode();
await ensureInstalled();
await ensureDebianTools(PEERS);
await ensureServerBuilt();
await ensureWebBuilt();
const program = join(rootFolder, 'bench', 'src', 'measure-claims.ts');
process.exit(
  await run(pinnedNode(), ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)]),
);
