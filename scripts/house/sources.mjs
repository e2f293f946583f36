import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseSync } from 'vite';
import { rootFolder } from './root-folder.mjs';
import { filesUnder } from './tree-hash.mjs';

/**
 * A source file: `path` from the root with forward slashes, its text, its workspace folder, whether it is a test,
 * and its syntax tree (ESTree with types), parsed at first use.
 */
class Source {
  #tree;

  constructor(path) {
    this.path = path;
    this.text = readFileSync(join(rootFolder, path), 'utf8');
    this.workspace = path.startsWith('bench/') ? 'bench' : path.split('/').slice(0, 2).join('/');
    this.isTest = /\.test\.tsx?$/.test(path) || /\/(testing|conformance)\//.test(path);
  }

  get tree() {
    this.#tree ??= parseSync(this.path, this.text).program;
    return this.#tree;
  }

  lineAt(offset) {
    return this.text.slice(0, offset).split('\n').length;
  }

  place(node) {
    return `${this.path}:${this.lineAt(node.start)}`;
  }
}

/** All TypeScript of the workspaces, without declarations. */
export function readSources() {
  return ['packages', 'apps', 'bench']
    .flatMap(filesUnder)
    .map((file) => file.split(sep).join('/'))
    .filter((path) => /\/src\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => new Source(path));
}

/** Calls `visit(node, parents)` for every node below `node`, parents outermost first. */
export function walk(node, visit, parents = []) {
  visit(node, parents);
  const inside = [...parents, node];
  for (const member of Object.values(node)) {
    if (Array.isArray(member)) {
      for (const child of member) if (child && typeof child.type === 'string') walk(child, visit, inside);
    } else if (member && typeof member.type === 'string') walk(member, visit, inside);
  }
}

/** Every module a source names: `{ from, node, typeOnly }` of imports, re-exports and dynamic imports. */
export function importsOf(source) {
  const found = [];
  walk(source.tree, (node) => {
    const from = node.source?.value;
    if (typeof from !== 'string' || !/^(Import|Export)/.test(node.type)) return;
    found.push({ from, node, typeOnly: node.importKind === 'type' || node.exportKind === 'type' });
  });
  return found;
}
