import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode } from './pinned-node.mjs';
import { rootFolder } from './root-folder.mjs';
import { runQuietly, withProgress } from './run-command.mjs';
import { giveUp } from './say.mjs';
import { treeHash } from './tree-hash.mjs';

const SOURCES = ['apps/web', 'packages/schema/src', 'package-lock.json'];
export const webFolder = join(rootFolder, 'apps', 'web');
export const webDist = join(webFolder, 'dist');
const stampFile = join(webDist, '.sources.sha256');

/** Builds apps/web into its dist folder; resolves with what Vite printed. */
export async function buildWeb() {
  const sources = treeHash(SOURCES);
  const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = await runQuietly(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], { cwd: webFolder });
  if (result.code === 0) writeFileSync(stampFile, sources);
  return result;
}

/** Builds the web app unless what lies in dist was made from exactly the sources that are here. */
export async function ensureWebBuilt() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === treeHash(SOURCES)) return;
  const result = await withProgress('画面を組み立てています · Building the screens', buildWeb);
  if (result.code === 0) return;
  process.stderr.write(result.output);
  giveUp('画面を組み立てられませんでした (理由は上)。', 'The screens could not be built (see above).');
}
