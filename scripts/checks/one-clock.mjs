import { walk } from '../house/sources.mjs';

const GLOBALS = new Set(['setTimeout', 'setInterval']);
const MEMBERS = new Set(['Date.now', 'Math.random', 'performance.now', 'process.hrtime', 'process.env']);
const TIMER_MODULES = new Set(['node:timers', 'node:timers/promises', 'timers', 'timers/promises']);

/** Who may know what, by the beginning of the path. */
const ALLOWED = [
  { start: 'packages/base/src/', names: ['setTimeout', 'Date.now', 'performance.now'] },
  { start: 'apps/web/src/parts/browser-clock.ts', names: ['setTimeout', 'setInterval', 'Date.now'] },
  { start: 'apps/server/src/config/environment.ts', names: ['process.env'] },
  { start: 'apps/cli/src/environment.ts', names: ['process.env'] },
];

export const title = 'one clock, no hidden chance, no hidden environment';

/** The real clock, timers, chance and the environment come in as arguments everywhere but in the allowed files. */
export function check(sources) {
  const problems = [];
  for (const source of sources) {
    if (source.isTest) continue;
    const allowed = ALLOWED.filter(({ start }) => source.path.startsWith(start)).flatMap(
      ({ names }) => names,
    );
    walk(source.tree, (node, parents) => {
      const name = forbiddenName(node, parents.at(-1));
      if (name && !allowed.includes(name))
        problems.push(`${source.place(node)} uses ${name}: take it as an argument`);
    });
  }
  return problems;
}

function forbiddenName(node, parent) {
  if (node.type === 'ImportDeclaration' && TIMER_MODULES.has(node.source.value)) return node.source.value;
  if (node.type === 'NewExpression' && node.callee.name === 'Date' && node.arguments.length === 0)
    return 'new Date()';
  if (node.type === 'MemberExpression' && !node.computed) {
    const name = `${node.object.name}.${node.property.name}`;
    return MEMBERS.has(name) ? name : undefined;
  }
  const isCall = node.type === 'CallExpression' && GLOBALS.has(node.callee.name);
  const isPassed = node.type === 'Identifier' && GLOBALS.has(node.name) && parent?.type === 'CallExpression';
  return isCall ? node.callee.name : isPassed && parent.callee !== node ? node.name : undefined;
}
