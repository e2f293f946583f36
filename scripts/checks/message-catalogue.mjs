import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rootFolder } from '../house/root-folder.mjs';
import { walk } from '../house/sources.mjs';

export const title = 'every error code has its text in both languages';

const CODE = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/;

async function readCatalogue() {
  const folder = join(rootFolder, 'packages', 'schema', 'src', 'messages');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const catalogue = new Map();
  for (const file of files) {
    const module = await import(pathToFileURL(join(folder, file)).href);
    for (const messages of Object.values(module)) {
      if (typeof messages !== 'object' || messages === null) continue;
      for (const [code, text] of Object.entries(messages))
        if (CODE.test(code)) catalogue.set(code, { ...text, file });
    }
  }
  return catalogue;
}

/** Codes as they are made: `new MusubiError(fault, code, …)`, each branch of a conditional one too. */
function codesOf(source) {
  const found = [];
  walk(source.tree, (node) => {
    if (node.type !== 'NewExpression' || node.callee.name !== 'MusubiError') return;
    walk(node.arguments[1] ?? node, (inner) => {
      if (inner.type === 'Literal' && CODE.test(String(inner.value))) found.push({ code: inner.value, node });
    });
  });
  return found;
}

const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

/** Thrown codes exist; texts exist in both languages and name the same details. */
export async function check(sources) {
  const catalogue = await readCatalogue();
  const problems = [];
  for (const source of sources.filter(isForUsers)) {
    for (const { code, node } of codesOf(source)) {
      if (!catalogue.has(code)) problems.push(`${source.place(node)} throws «${code}», which has no text`);
    }
  }
  for (const [code, { ja, en, file }] of catalogue) {
    if (!ja?.trim() || !en?.trim()) problems.push(`${file}: «${code}» lacks a language`);
    else if (placeholders(ja) !== placeholders(en))
      problems.push(`${file}: «${code}» names other details in ja and en`);
  }
  return problems;
}

/** Measuring tools speak to their developers alone. */
function isForUsers({ isTest, workspace }) {
  return !isTest && workspace !== 'bench';
}
