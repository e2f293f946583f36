import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './root-folder.mjs';
import { runQuietly, withProgress } from './run-command.mjs';
import { giveUp } from './say.mjs';

const modules = join(rootFolder, 'node_modules');

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Whether what lies in node_modules is what package-lock.json asks for, by npm's own record of its last install. */
export function isInstalled() {
  const wanted = packagesOf(join(rootFolder, 'package-lock.json'));
  const present = packagesOf(join(modules, '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (!place.includes('node_modules/')) return true;
    const found = present[place];
    // Optional packages are those of other systems, or conveniences: absent is right for most of them.
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && existsSync(join(rootFolder, place));
  });
}

/** npm as a program and leading arguments, without a shell where npm itself told us where it lies. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script))
    return { command: process.execPath, leading: [script], shell: false };
  return { command: 'npm', leading: [], shell: process.platform === 'win32' };
}

/** Installs what package-lock.json names unless it is there already. Prints npm's own words only when it fails. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const { command, leading, shell } = npmCommand();
  // On Windows the running Node may itself lie in node_modules, and `npm ci` could not delete it.
  const update = process.platform === 'win32' && existsSync(modules);
  const args = update ? ['install', '--no-save'] : ['ci'];
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  const attempt = () => runQuietly(command, [...leading, ...args, ...options], { shell });
  const result = await withProgress('部品を入れています · Installing what is needed', attempt).catch(
    () => undefined,
  );
  if (!result) {
    giveUp(
      'npm が見つかりません。Node.js を npm ごと入れ直してください: https://nodejs.org/',
      'npm was not found. Please install Node.js together with npm: https://nodejs.org/',
    );
  }
  if (result.code === 0) return;
  process.stderr.write(result.output);
  giveUp(
    '部品を入れられませんでした (上は npm の説明です)。ネットワークまたは社内プロキシを確かめて、もう一度実行してください。データには触れていません。',
    'Installing failed (npm says why above). Check the network or the proxy and run the same command again. No data was touched.',
  );
}
