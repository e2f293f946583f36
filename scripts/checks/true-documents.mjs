import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { rootFolder } from '../house/root-folder.mjs';
import { filesUnder } from '../house/tree-hash.mjs';

export const title = 'documents name commands and files that exist';

const BUILT_IN = new Set(['ci', 'install', 'start', 'test']);

function documents() {
  return ['README.md', 'README.ja.md', 'ARCHITECTURE.md', 'STYLE.md', ...filesUnder('docs')]
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.md'));
}

/** npm commands, links between files, and the source files that ARCHITECTURE.md names. */
export function check() {
  const { scripts } = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8'));
  return documents().flatMap((file) => {
    const text = readFileSync(join(rootFolder, file), 'utf8');
    return [...commandProblems(text, scripts), ...linkProblems(text, file), ...sourceProblems(text)].map(
      (problem) => `${file}: ${problem}`,
    );
  });
}

function commandProblems(text, scripts) {
  const run = [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map((match) => match[1]);
  const direct = [...text.matchAll(/(?:`|^)npm ([a-z]+)/gm)].map((match) => match[1]);
  return [
    ...run.filter((name) => !scripts[name]).map((name) => `«npm run ${name}» does not exist`),
    ...direct
      .filter((name) => name !== 'run' && !BUILT_IN.has(name))
      .map((name) => `«npm ${name}» is no command of ours`),
  ];
}

function linkProblems(text, file) {
  return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
    .map((match) => match[1])
    .filter((target) => !existsSync(join(rootFolder, dirname(file), target)))
    .map((target) => `links to ${target}, which does not exist`);
}

function sourceProblems(text) {
  return [...text.matchAll(/`((?:packages\/|apps\/)?[a-z]+\/src\/[\w/.-]+)`/g)]
    .map((match) => match[1])
    .filter((path) => !['', 'packages', 'apps'].some((folder) => existsSync(join(rootFolder, folder, path))))
    .map((path) => `names ${path}, which does not exist`);
}
