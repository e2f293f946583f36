import { become } from './become.mjs';
import { ensureInstalled } from './installed.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { ensureServerBuilt, serverProgram } from './server-built.mjs';
import { ensureWebBuilt } from './web-built.mjs';

/** A small young generation keeps an idle factory's memory small; measured, ingest is as fast. */
const RUNTIME_FLAGS = ['--max-semi-space-size=4', '--disable-warning=ExperimentalWarning'];

/** `npm start`: installs and builds what is missing, then goes on as the server with all arguments. */
export async function launch(args) {
  await ensureInstalled();
  const wantsWords = args.some((argument) => ['--help', '-h', '--version'].includes(argument));
  await ensureServerBuilt();
  if (!wantsWords) await ensureWebBuilt();
  become(pinnedNode(), [...RUNTIME_FLAGS, serverProgram, ...args]);
}
