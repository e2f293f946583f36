import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './house/installed.mjs';
import { refuseOldNode } from './house/old-node.mjs';
import { pinnedNode } from './house/pinned-node.mjs';
import { rootFolder } from './house/root-folder.mjs';
import { run } from './house/run-command.mjs';
import { ensureWebBuilt } from './house/web-built.mjs';

// npm run bench [-- <claim> …] [--full] [--list]; each file of bench/src/claims is one claim.
refuseOldNode();
await ensureInstalled();
const folder = join(rootFolder, 'bench', 'src', 'claims');
const claims = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = asked.filter((claim) => !claims.includes(claim));
if (unknown.length > 0 || flags.includes('--list') || flags.includes('--help')) {
  if (unknown.length > 0) process.stderr.write(`no such claim: ${unknown.join(', ')}\n`);
  process.stdout.write(`npm run bench [-- <claim> …] [--full]\nclaims: ${claims.join(', ')}\n`);
  process.exit(unknown.length > 0 ? 1 : 0);
}
await ensureWebBuilt();
let failed = 0;
for (const claim of asked.length > 0 ? asked : claims) {
  process.stdout.write(`\n── ${claim}\n`);
  const file = join(folder, `${claim}.ts`);
  const code = await run(pinnedNode(), [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    file,
    ...flags,
  ]);
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
