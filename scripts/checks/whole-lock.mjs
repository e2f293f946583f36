import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingOptionals } from '../house/missing-optionals.mjs';
import { rootFolder } from '../house/root-folder.mjs';

export const title = 'package-lock.json holds the packages of every system';

/** An incomplete lock installs nowhere by `npm ci`, and `npm start` would fail on a fresh clone. */
export function check() {
  const lock = JSON.parse(readFileSync(join(rootFolder, 'package-lock.json'), 'utf8'));
  return missingOptionals(lock).map(
    ({ name, version }) => `package-lock.json lacks ${name} ${version}: run «npm install»`,
  );
}
