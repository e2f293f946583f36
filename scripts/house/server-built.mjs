import { join } from 'node:path';
import { builtFrom } from './ensure-built.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { rootFolder } from './root-folder.mjs';
import { runQuietly } from './run-command.mjs';

const serverDist = join(rootFolder, 'apps', 'server', 'dist');
export const serverProgram = join(serverDist, 'main.js');

const server = builtFrom({
  sources: [
    ...['base', 'schema', 'store', 'collect', 'see', 'site', 'world'].map((name) => `packages/${name}/src`),
    'apps/server/src',
    'scripts/house/bundle-server.mjs',
    'package-lock.json',
  ],
  stampFile: join(serverDist, '.sources.sha256'),
  title: 'プログラムを組み立てています · Building the program',
  failure: [
    'プログラムを組み立てられませんでした (理由は上)。',
    'The program could not be built (see above).',
  ],
  build: () =>
    runQuietly(pinnedNode(), [join(rootFolder, 'scripts', 'house', 'bundle-server.mjs'), serverDist]),
});

/** Joins the server's sources into a few files. */
export const buildServer = server.build;
export const ensureServerBuilt = server.ensure;
