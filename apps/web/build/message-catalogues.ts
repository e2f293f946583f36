import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const NAME = 'virtual:messages/';
const schemaFolder = dirname(createRequire(import.meta.url).resolve('@musubi/schema/package.json'));
const folder = join(schemaFolder, 'src', 'messages');

/** `virtual:messages/ja` and `…/en`: the texts of every error code in one language, from the schema package. */
export function messageCatalogues(): Plugin {
  return {
    name: 'musubi-message-catalogues',
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${NAME}`)) return undefined;
      const language = id.slice(NAME.length + 1);
      return `export default ${JSON.stringify(await readCatalogue(language))};`;
    },
  };
}

async function readCatalogue(language: string): Promise<Record<string, string>> {
  const catalogue: Record<string, string> = {};
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  for (const file of files) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    for (const messages of Object.values(module)) {
      if (typeof messages !== 'object' || messages === null) continue;
      for (const [code, texts] of Object.entries(messages)) {
        const text = (texts as Record<string, unknown>)[language];
        if (typeof text === 'string') catalogue[code] = text;
      }
    }
  }
  return catalogue;
}
