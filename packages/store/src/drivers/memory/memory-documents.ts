import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@musubi/base';
import type { DocumentStore } from '../../documents.ts';

/** Documents in memory, for tests and trials; `from` is a folder that an earlier one's `snapshot` filled. */
export function memoryDocuments(options: { from?: string } = {}): DocumentStore {
  const kept = new Map<string, Uint8Array>();
  if (options.from && existsSync(options.from)) {
    for (const name of readdirSync(options.from)) kept.set(name, readFileSync(join(options.from, name)));
  }
  return {
    async put(content) {
      const bytes = await joined(content);
      const address = sha256(bytes);
      kept.set(address, bytes);
      return { sha256: address, bytes: bytes.length };
    },
    async get(address) {
      const bytes = kept.get(address);
      return bytes && oneChunk(bytes);
    },
    has: async (address) => kept.has(address),
    async remove(address) {
      kept.delete(address);
    },
    async snapshot(folder) {
      for (const [address, bytes] of kept) await writeFile(join(folder, address), bytes, { mode: 0o600 });
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function joined(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk.slice());
  return Buffer.concat(chunks);
}

async function* oneChunk(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  if (bytes.length > 0) yield bytes.slice();
}
