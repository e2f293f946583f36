import { join } from 'node:path';
import { become } from './become.mjs';
import { ensureInstalled } from './installed.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { rootFolder } from './root-folder.mjs';
import { ensureWebBuilt } from './web-built.mjs';

/** `npm start`: installs and builds what is missing, then goes on as the server with all arguments. */
export async function launch(args) {
  await ensureInstalled();
  const wantsWords = args.some((argument) => ['--help', '-h', '--version'].includes(argument));
  if (!wantsWords) await ensureWebBuilt();
  const server = join(rootFolder, 'apps', 'server', 'src', 'main.ts');
  become(pinnedNode(), ['--disable-warning=ExperimentalWarning', server, ...args]);
}
