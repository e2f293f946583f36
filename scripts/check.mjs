import { join } from 'node:path';
import { ensureInstalled } from './house/installed.mjs';
import { refuseOldNode } from './house/old-node.mjs';
import { pinnedNode } from './house/pinned-node.mjs';
import { rootFolder } from './house/root-folder.mjs';
import { run } from './house/run-command.mjs';

refuseOldNode();
await ensureInstalled();
const node = pinnedNode();
const tool = (...place) => join(rootFolder, 'node_modules', ...place);
const biome = [tool('@biomejs', 'biome', 'bin', 'biome'), process.env.CI ? 'ci' : 'check', '.'];
const steps = [
  { title: 'types (tsc -b)', args: [tool('typescript', 'bin', 'tsc'), '-b'] },
  { title: 'format, lint, cycles (biome)', args: biome },
  { title: 'own checks (scripts/checks)', args: [join(rootFolder, 'scripts', 'house', 'run-checks.mjs')] },
];
let failed = 0;
for (const { title, args } of steps) {
  process.stdout.write(`── ${title}\n`);
  if ((await run(node, ['--disable-warning=ExperimentalWarning', ...args])) !== 0) failed += 1;
}
process.stdout.write(failed === 0 ? 'check: all good\n' : `check: ${failed} of ${steps.length} failed\n`);
process.exit(failed === 0 ? 0 : 1);
