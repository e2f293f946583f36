import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './root-folder.mjs';
import { giveUp } from './say.mjs';

const NEEDED_MAJOR = 24;

/** The Node that came as a package for this system; undefined where none is published (macOS, Windows on ARM). */
function packagedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = join(rootFolder, 'node_modules', `node-${system}-${process.arch}`, 'bin', binary);
  return existsSync(file) ? file : undefined;
}

/** The Node that runs Musubi: the pinned one, else the running one if it is new enough, else a clear text. */
export function pinnedNode() {
  const packaged = packagedNode();
  if (packaged) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  return giveUp(
    `この機種 (${process.platform} ${process.arch}) では Node.js ${NEEDED_MAJOR} 以上が必要です (今は ${process.versions.node})。https://nodejs.org/ から入れて、もう一度実行してください。`,
    `This system (${process.platform} ${process.arch}) needs Node.js ${NEEDED_MAJOR} or newer (now ${process.versions.node}). Install it from https://nodejs.org/ and run the same command again.`,
  );
}
