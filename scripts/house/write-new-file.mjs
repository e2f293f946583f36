import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootFolder } from './root-folder.mjs';

/** Writes a file that must not exist yet; answers its path from the root. */
export function writeNewFile(file, content) {
  const full = join(rootFolder, file);
  if (existsSync(full)) {
    process.stderr.write(`${file} exists already\n`);
    process.exit(1);
  }
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return file;
}

/** Puts `line` before the first place where `pattern` matches in an existing file; answers its path. */
export function insertBefore(file, pattern, line) {
  const full = join(rootFolder, file);
  const text = readFileSync(full, 'utf8');
  const at = text.search(pattern);
  if (at < 0) {
    process.stderr.write(`${file}: no place found for «${line.trim()}»\n`);
    process.exit(1);
  }
  writeFileSync(full, text.slice(0, at) + line + text.slice(at));
  return file;
}

/** `my-name` as `myName`; with `upper` as `MyName`. */
export function camelCase(name, upper = false) {
  const joined = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return upper ? joined[0].toUpperCase() + joined.slice(1) : joined;
}
