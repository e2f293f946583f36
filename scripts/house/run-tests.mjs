import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianTools } from './debian-tools.mjs';
import { ensureInstalled } from './installed.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { rootFolder } from './root-folder.mjs';
import { run } from './run-command.mjs';
import { ensureServerBuilt } from './server-built.mjs';
import { TEST_TOOLS } from './tools.mjs';
import { ensureWebBuilt } from './web-built.mjs';

/** `npm test`: everything, on a fresh clone too. Arguments go to Vitest (a path, `-t name`). */
export async function runTests(args) {
  await ensureInstalled();
  await ensureDebianTools(TEST_TOOLS);
  await ensureServerBuilt();
  await ensureWebBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'musubi-test-'));
  const closingFile = join(scratch, 'closing.json');
  const vitest = join(rootFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const reporter = join(rootFolder, 'scripts', 'house', 'closing-reporter.mjs');
  const code = await run(
    pinnedNode(),
    [vitest, 'run', '--reporter=default', `--reporter=${reporter}`, ...args],
    { env: { ...process.env, TEST_CLOSING_FILE: closingFile } },
  );
  const closing = existsSync(closingFile) ? JSON.parse(readFileSync(closingFile, 'utf8')) : undefined;
  rmSync(scratch, { recursive: true, force: true });
  process.exit(close(closing, code));
}

/** Prints the closing lines; answers the exit code. A run without a single test has failed. */
function close(closing, vitestCode) {
  if (!closing) {
    process.stdout.write('The test runner ended before it could count.\n0 passed, 1 failed\n');
    return 1;
  }
  for (const reason of closing.reasons) process.stdout.write(`skipped  ${reason}\n`);
  for (const failure of closing.failures) process.stdout.write(`FAILED   ${failure}\n`);
  const ran = closing.passed + closing.failed;
  if (ran === 0) process.stdout.write('No test ran.\n');
  // Vitest may refuse for a reason it counts nowhere; that must not read as a success.
  const failed = closing.failed === 0 && vitestCode !== 0 && ran > 0 ? 1 : closing.failed;
  process.stdout.write(`${closing.passed} passed, ${failed} failed, ${closing.skipped} skipped\n`);
  return vitestCode !== 0 || failed > 0 || ran === 0 ? 1 : 0;
}
