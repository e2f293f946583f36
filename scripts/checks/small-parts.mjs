import { walk } from '../house/sources.mjs';

const MOST_LINES = 500;
/** Tables of words and numbers grow with the product; their length says nothing. */
const TABLES = /\/(messages|i18n|tables|goldens?)\//;

export const title = 'small parts';

/** No file beyond the limit; the ten largest files and functions are printed to be looked at. */
export function check(sources) {
  const files = sources
    .filter(({ path }) => !TABLES.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }));
  print('largest files', files);
  print('largest functions', sources.filter(({ isTest }) => !isTest).flatMap(functionsOf));
  return files
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines, at most ${MOST_LINES}: split it`);
}

function functionsOf(source) {
  const found = [];
  walk(source.tree, (node, parents) => {
    if (!/Function/.test(node.type) || !node.body || node.type === 'TSFunctionType') return;
    const lines = source.lineAt(node.end) - source.lineAt(node.start) + 1;
    found.push({ path: `${source.place(node)} ${nameOf(node, parents.at(-1))}`, lines });
  });
  return found;
}

function nameOf(node, parent) {
  return node.id?.name ?? parent?.key?.name ?? parent?.id?.name ?? '(unnamed)';
}

function print(heading, entries) {
  const largest = entries.toSorted((a, b) => b.lines - a.lines).slice(0, 10);
  process.stdout.write(`  ${heading}:\n`);
  for (const { path, lines } of largest) process.stdout.write(`  ${String(lines).padStart(6)}  ${path}\n`);
}
