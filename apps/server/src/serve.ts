import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  isMusubiError,
  jsonLog,
  readCatalogue,
  reasonOf,
  seededRandom,
  systemClock,
  textOf,
} from '@musubi/base';
import { systemEnvironment } from './config/environment.ts';
import { helpText } from './config/explain.ts';
import { readConfig } from './config/read-config.ts';
import { startMusubi } from './start-musubi.ts';
import { version } from './version.ts';

const args = process.argv.slice(2);
const print = (line: string) => void process.stdout.write(`${line}\n`);

if (args.includes('--help') || args.includes('-h')) print(helpText());
else if (args.includes('--version')) print(version);
else await start().catch(giveUp);

async function start(): Promise<void> {
  const read = readConfig(args, systemEnvironment());
  const log = jsonLog((line) => void process.stderr.write(`${line}\n`), systemClock, read.config.logLevel);
  process.on('unhandledRejection', (error) =>
    log.error('bug', { reason: reasonOf(error), stack: stackOf(error) }),
  );
  const musubi = await startMusubi(read, {
    clock: systemClock,
    random: seededRandom(randomInt(2 ** 32)),
    log,
    print,
    isTerminal: process.stdout.isTTY,
    webFolder: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  });
  let isStopping = false;
  const stop = async () => {
    // A second Ctrl-C does not wait; what was acknowledged is safe all the same.
    if (isStopping) process.exit(130);
    isStopping = true;
    await musubi.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
}

async function giveUp(error: unknown): Promise<void> {
  if (!isMusubiError(error)) throw error;
  const catalogue = await readCatalogue(new URL('./messages/', import.meta.resolve('@musubi/schema')));
  for (const language of ['ja', 'en'] as const)
    process.stderr.write(`${textOf(catalogue, language, error)}\n`);
  process.stderr.write(`[${error.code}]\n`);
  process.exit(error.code.startsWith('config.') ? 2 : 1);
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
