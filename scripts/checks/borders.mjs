import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { rootFolder } from '../house/root-folder.mjs';
import { importsOf } from '../house/sources.mjs';

export const title = 'imports go one way';

const FOLDERS = ['base', 'schema', 'store', 'collect', 'see', 'site', 'world'];
const all = [...FOLDERS, 'server', 'web', 'cli'];

/** The table «Who may import what» of ARCHITECTURE.md, as package → the Musubi packages it may import. */
function allowedImports() {
  const page = readFileSync(join(rootFolder, 'ARCHITECTURE.md'), 'utf8');
  const table = page.split('## Who may import what')[1].split('\n## ')[0];
  const allowed = new Map();
  for (const [, names, may] of table.matchAll(/^\| ([\w/, ]+) \| (.+) \|$/gm)) {
    if (names === 'package') continue;
    for (const name of names.split(',')) allowed.set(name.trim().replace('apps/', ''), readCell(may));
  }
  return allowed;
}

function readCell(cell) {
  const [listed, except] = cell.replace(/\(.*\)/, '').split(/everything but/);
  if (except) return all.filter((name) => !except.includes(name));
  return all.filter((name) => new RegExp(`\\b${name}\\b`).test(listed));
}

const shortName = (workspace) => workspace.replace(/^(packages|apps)\//, '');

/** Imports and dependencies keep to the table; relative imports stay in their package. */
export function check(sources) {
  const allowed = allowedImports();
  const problems = [];
  for (const source of sources) {
    const name = shortName(source.workspace);
    for (const { from, node } of importsOf(source)) {
      if (from.startsWith('.') && leaves(source, from)) {
        problems.push(
          `${source.place(node)} imports «${from}» out of its package: import the package by name`,
        );
      }
      const other = from.match(/^@musubi\/([^/]+)/)?.[1];
      if (!other || source.isTest || name === 'bench') continue;
      if (!allowed.get(name)?.includes(other)) {
        problems.push(`${source.place(node)}: ${name} may not import ${other} (ARCHITECTURE.md)`);
      }
    }
  }
  return [...problems, ...dependencyProblems(allowed)];
}

function leaves(source, from) {
  return !normalize(join(dirname(source.path), from)).startsWith(`${source.workspace}/`);
}

function dependencyProblems(allowed) {
  const { workspaces } = readPackage('.');
  return workspaces
    .filter((workspace) => workspace !== 'bench')
    .flatMap((workspace) => {
      const names = Object.keys(readPackage(workspace).dependencies ?? {});
      return names
        .map((name) => name.match(/^@musubi\/(.+)/)?.[1])
        .filter((name) => name && !allowed.get(shortName(workspace))?.includes(name))
        .map(
          (name) =>
            `${workspace}/package.json depends on ${name}, the table of ARCHITECTURE.md does not allow it`,
        );
    });
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(rootFolder, folder, 'package.json'), 'utf8'));
}
