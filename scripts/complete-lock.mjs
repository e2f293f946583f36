import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingOptionals } from './house/missing-optionals.mjs';
import { rootFolder } from './house/root-folder.mjs';

// A registry that does not carry every system's packages makes `npm install` leave them out of package-lock.json, and
// then `npm ci` refuses it everywhere. After every install this writes them in again, by name and version; systems that
// need them fetch them from a registry that has them.
const file = join(rootFolder, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingOptionals(lock);
for (const { name, version } of missing) {
  lock.packages[`node_modules/${name}`] = { version, ...systemOf(name), optional: true };
}
const entries = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
if (missing.length > 0)
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);

/** The system a package is for, as its name says: `…-linux-arm64-musl`, `…-win32-x64-msvc`, `…-wasm32-wasi`. */
function systemOf(name) {
  const [, system, cpu, rest] =
    name.match(/-(android|darwin|freebsd|linux|win32)-([a-z0-9]+)(?:-([a-z]+))?$/) ?? [];
  if (!system) return { cpu: ['wasm32'] };
  const libc = { musl: ['musl'], gnu: ['glibc'], gnueabihf: ['glibc'] }[rest ?? ''];
  return { cpu: [cpu], os: [system], ...(system === 'linux' && libc ? { libc } : {}) };
}
