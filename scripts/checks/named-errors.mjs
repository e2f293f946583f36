import { walk } from '../house/sources.mjs';

const PLAIN = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'EvalError', 'AggregateError']);

export const title = 'errors say who must act';

/** Whatever is thrown on purpose is a MusubiError with a stable code. */
export function check(sources) {
  const problems = [];
  for (const source of sources) {
    if (source.isTest) continue;
    walk(source.tree, (node) => {
      const isPlain = /^(New|Call)Expression$/.test(node.type) && PLAIN.has(node.callee.name);
      if (isPlain) problems.push(`${source.place(node)} makes a plain ${node.callee.name}: use MusubiError`);
    });
  }
  return problems;
}
