import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureInstalled } from './house/installed.mjs';
import { refuseOldNode } from './house/old-node.mjs';
import { buildServer } from './house/server-built.mjs';
import { buildWeb, webDist } from './house/web-built.mjs';

const FIRST_LOAD_LIMIT_KIB = 250;

refuseOldNode();
await ensureInstalled();
for (const build of [buildServer, buildWeb]) {
  const result = await build();
  if (result.output.trim()) process.stdout.write(`${result.output.trim()}\n`);
  if (result.code !== 0) process.exit(result.code);
}
process.exit(printSizes() ? 0 : 1);

/** What index.html itself asks for: scripts, preloaded modules, style sheets. The rest is loaded when a screen needs it. */
function firstLoadFiles() {
  const html = readFileSync(join(webDist, 'index.html'), 'utf8');
  const asked = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  return ['index.html', ...new Set(asked)];
}

function gzipKib(file) {
  return gzipSync(readFileSync(join(webDist, file)), { level: 9 }).length / 1024;
}

/** Prints gzip sizes and answers whether the first load keeps to its limit. */
function printSizes() {
  const first = firstLoadFiles();
  const sizes = first.map((file) => ({ file, kib: gzipKib(file) }));
  for (const { file, kib } of sizes)
    process.stdout.write(`${kib.toFixed(1).padStart(8)} KiB gzip  ${file}\n`);
  const total = sizes.reduce((sum, { kib }) => sum + kib, 0);
  const later = readdirSync(webDist, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => /\.(js|css)$/.test(file) && !first.includes(file))
    .reduce((sum, file) => sum + gzipKib(file), 0);
  process.stdout.write(
    `first load ${total.toFixed(1)} KiB gzip (limit ${FIRST_LOAD_LIMIT_KIB}); loaded later ${later.toFixed(1)} KiB\n`,
  );
  return total <= FIRST_LOAD_LIMIT_KIB;
}
