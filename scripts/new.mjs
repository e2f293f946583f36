import { ensureInstalled } from './house/installed.mjs';
import { newConnector } from './house/new-connector.mjs';
import { newContract } from './house/new-contract.mjs';
import { refuseOldNode } from './house/old-node.mjs';
import { pinnedNode } from './house/pinned-node.mjs';
import { run } from './house/run-command.mjs';

// npm run new connector <name> · npm run new contract <domain>/<name>
refuseOldNode();
const KINDS = { connector: newConnector, contract: newContract };
const NAME = { connector: /^[a-z][a-z0-9-]*$/, contract: /^(collect|see|site)\/[a-z][a-z0-9-]*$/ };
const [kind, name] = process.argv.slice(2);
if (!Object.hasOwn(KINDS, kind ?? '') || !NAME[kind].test(name ?? '')) {
  process.stderr.write('npm run new connector <name>\nnpm run new contract <collect|see|site>/<name>\n');
  process.exit(1);
}
await ensureInstalled();
const written = KINDS[kind](name);
await run(pinnedNode(), [
  'node_modules/@biomejs/biome/bin/biome',
  'check',
  '--write',
  '--log-level=error',
  ...written,
]);
for (const file of written) process.stdout.write(`${file}\n`);
