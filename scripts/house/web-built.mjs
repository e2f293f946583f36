import { join } from 'node:path';
import { builtFrom } from './ensure-built.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { rootFolder } from './root-folder.mjs';
import { runQuietly } from './run-command.mjs';

export const webFolder = join(rootFolder, 'apps', 'web');
export const webDist = join(webFolder, 'dist');

const web = builtFrom({
  sources: ['apps/web', 'packages/schema/src', 'package-lock.json'],
  stampFile: join(webDist, '.sources.sha256'),
  title: '画面を組み立てています · Building the screens',
  failure: ['画面を組み立てられませんでした (理由は上)。', 'The screens could not be built (see above).'],
  build: () => {
    const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');
    return runQuietly(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], { cwd: webFolder });
  },
});

/** Builds apps/web into its dist folder; resolves with what Vite printed. */
export const buildWeb = web.build;
export const ensureWebBuilt = web.ensure;
