import { readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { rootFolder } from '../house/root-folder.mjs';
import { filesUnder } from '../house/tree-hash.mjs';

export const title = 'no leftovers, no nameless places, no paths of one machine';

const PLACES = [
  'packages',
  'apps',
  'bench',
  'scripts',
  'docs',
  'deploy',
  'README.md',
  'README.ja.md',
  'ARCHITECTURE.md',
  'STYLE.md',
];
const THIS_FILE = 'scripts/checks/no-leftovers.mjs';
const LEFTOVERS = [
  { pattern: /\b(TODO|FIXME|XXX)\b/, what: 'work left over' },
  { pattern: /biome-ignore|@ts-(ignore|nocheck|expect-error)|eslint-disable/, what: 'a silenced tool' },
  {
    pattern: /(?<![\w.])\/(work|root|home\/\w+|Users\/\w+)\/|[A-Z]:\\\\Users/,
    what: 'a path of one machine',
  },
];
const NAMELESS = /^(utils?|helpers?|managers?|common|misc|shared)(\.|$)/;

/** Text that only made sense on the way, and names that say nothing. */
export function check() {
  const files = PLACES.flatMap(filesUnder).map((file) => file.split(sep).join('/'));
  return files
    .filter((file) => file !== THIS_FILE)
    .flatMap((file) => [...nameProblems(file), ...textProblems(file)]);
}

function nameProblems(file) {
  const nameless = file.split('/').find((part) => NAMELESS.test(part));
  return nameless ? [`${file}: «${basename(nameless)}» says nothing, name it after what it holds`] : [];
}

function textProblems(file) {
  if (!/\.(tsx?|mjs|md|css|html|json|service|yaml)$|Dockerfile$/.test(file)) return [];
  const lines = readFileSync(join(rootFolder, file), 'utf8').split('\n');
  return lines.flatMap((line, i) =>
    LEFTOVERS.filter(({ pattern }) => pattern.test(line)).map(
      ({ what }) => `${file}:${i + 1} ${what}: ${line.trim().slice(0, 80)}`,
    ),
  );
}
