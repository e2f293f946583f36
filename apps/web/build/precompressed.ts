import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below this size compression saves nothing that a network would notice. */
const WORTH_BYTES = 1_400;

/** Writes `.gz` and `.br` beside every text file of the build: the server sends them as they are. */
export function precompressed(): Plugin {
  let folder = '';
  return {
    name: 'musubi-precompressed',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    writeBundle() {
      for (const name of readdirSync(folder, { recursive: true })) {
        const file = join(folder, String(name));
        if (!/\.(js|css|html|svg)$/.test(file)) continue;
        const text = readFileSync(file);
        if (text.length < WORTH_BYTES) continue;
        writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(text));
      }
    },
  };
}
