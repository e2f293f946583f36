import { walk } from '../house/sources.mjs';

export const title = 'what is exported is used elsewhere';

/** Exported names of a source, without mere passing on. */
function exportsOf(source) {
  const names = [];
  for (const node of source.tree.body) {
    if (node.type !== 'ExportNamedDeclaration' || node.source || !node.declaration) continue;
    const declared = node.declaration.declarations ?? [node.declaration];
    for (const { id } of declared) if (id?.name) names.push({ name: id.name, node });
  }
  return names;
}

function identifiersOf(source) {
  const names = new Set();
  walk(source.tree, (node, parents) => {
    if (parents.some(({ type }) => type === 'ExportNamedDeclaration') && node.type === 'ExportSpecifier')
      return;
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(node.name);
  });
  return names;
}

/** An export whose name no other source speaks is a private thing, or dead. */
export function check(sources) {
  const speakers = new Map();
  for (const source of sources) {
    const isMereList = /\/index\.ts$/.test(source.path);
    if (isMereList) continue;
    for (const name of identifiersOf(source)) speakers.set(name, (speakers.get(name) ?? 0) + 1);
  }
  return sources
    .filter(({ isTest }) => !isTest)
    .flatMap((source) =>
      exportsOf(source)
        .filter(({ name }) => (speakers.get(name) ?? 0) <= 1)
        .map(({ name, node }) => `${source.place(node)} exports «${name}», which nobody else uses`),
    );
}
