import { walk } from '../house/sources.mjs';

export const title = 'what is exported is used';

/** Exported values of a source; types are the shape of what it takes and answers, and mere passing on is none. */
function exportsOf(source) {
  const names = [];
  for (const node of source.tree.body) {
    if (node.type !== 'ExportNamedDeclaration' || node.source || !node.declaration) continue;
    if (/^TS(Interface|TypeAlias)/.test(node.declaration.type)) continue;
    const declared = node.declaration.declarations ?? [node.declaration];
    for (const { id } of declared) if (id?.name) names.push({ name: id.name, node });
  }
  return names;
}

/** How often a source speaks each name: identifiers, and words in quotes for what is found by its name. */
function namesIn(source) {
  const names = new Map();
  walk(source.tree, (node) => {
    const isName = node.type === 'Identifier' || node.type === 'JSXIdentifier';
    const name = isName ? node.name : node.type === 'Literal' ? node.value : undefined;
    if (typeof name === 'string') names.set(name, (names.get(name) ?? 0) + 1);
  });
  return names;
}

/** The catalogue is read as a whole folder. */
const CATALOGUE = 'packages/schema/src/messages/';

/** An export that is spoken of nowhere but where it is declared is dead. */
export function check(sources) {
  const spoken = new Map();
  for (const source of sources) {
    const isDoorOfPackage = /\/src\/(api\/)?index\.ts$/.test(source.path);
    if (isDoorOfPackage) continue;
    for (const [name, times] of namesIn(source)) spoken.set(name, (spoken.get(name) ?? 0) + times);
  }
  return sources
    .filter(({ isTest, path }) => !isTest && !path.startsWith(CATALOGUE))
    .flatMap((source) =>
      exportsOf(source)
        .filter(({ name }) => (spoken.get(name) ?? 0) <= 1)
        .map(({ name, node }) => `${source.place(node)} exports «${name}», which nobody uses`),
    );
}
