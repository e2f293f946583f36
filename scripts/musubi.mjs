import { refuseOldNode } from './house/old-node.mjs';

refuseOldNode();
Promise.all([
  import('node:path'),
  import('./house/become.mjs'),
  import('./house/installed.mjs'),
  import('./house/pinned-node.mjs'),
  import('./house/root-folder.mjs'),
]).then(async ([{ join }, { become }, { ensureInstalled }, { pinnedNode }, { rootFolder }]) => {
  await ensureInstalled();
  const client = join(rootFolder, 'apps', 'cli', 'src', 'main.ts');
  become(pinnedNode(), ['--disable-warning=ExperimentalWarning', client, ...process.argv.slice(2)]);
});
