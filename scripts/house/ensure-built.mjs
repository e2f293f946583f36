import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { withProgress } from './run-command.mjs';
import { giveUp } from './say.mjs';
import { treeHash } from './tree-hash.mjs';

/**
 * Something built from sources: `sources` are its places below the root, `stampFile` keeps their hash, `build`
 * resolves with `{ code, output }`.
 */
export function builtFrom({ sources, stampFile, build, title, failure }) {
  const buildStamped = async () => {
    const hash = treeHash(sources);
    const result = await build();
    if (result.code === 0) writeFileSync(stampFile, hash);
    return result;
  };
  /** Builds unless what is there was made from exactly the sources that are here. */
  const ensure = async () => {
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === treeHash(sources)) return;
    const result = await withProgress(title, buildStamped);
    if (result.code === 0) return;
    process.stderr.write(result.output);
    giveUp(...failure);
  };
  return { build: buildStamped, ensure };
}
