import * as api from '@musubi/schema/api';
import { type ApiContract, isContract } from '@musubi/schema/api';
import type { Plugin } from 'vite';

const NAME = 'virtual:contract-heads';

/**
 * Gives the browser of each HTTP contract only what a call needs (method, path, kind of body). The schemas and Zod
 * stay out of the bundle: the server parses, and the types are the contracts' own.
 */
export function contractHeads(): Plugin {
  return {
    name: 'musubi-contract-heads',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export const heads = ${JSON.stringify(readHeads())};` : undefined),
  };
}

function readHeads() {
  const contracts = Object.entries(api as Record<string, unknown>).filter(
    (entry): entry is [string, ApiContract] => isContract(entry[1]),
  );
  return Object.fromEntries(
    contracts.map(([name, { method, path, upload }]) => [
      name,
      { method, path, ...(upload ? { upload } : {}) },
    ]),
  );
}
