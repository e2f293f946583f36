import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rootFolder } from './root-folder.mjs';
import { readSources } from './sources.mjs';

// Every file of scripts/checks exports `title` and `check(sources)`, which answers its problems as lines of text.
const folder = join(rootFolder, 'scripts', 'checks');
const sources = readSources();
let problems = 0;
for (const file of readdirSync(folder).sort()) {
  const { title, check } = await import(pathToFileURL(join(folder, file)).href);
  const found = await check(sources);
  process.stdout.write(`${found.length === 0 ? '✓' : '✗'} ${title}\n`);
  for (const problem of found) process.stdout.write(`    ${problem}\n`);
  problems += found.length;
}
process.stdout.write(`${sources.length} sources, ${problems} problems\n`);
process.exit(problems === 0 ? 0 : 1);
