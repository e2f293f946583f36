import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMusubiError, MusubiError, readCatalogue, reasonOf, textOf } from '@musubi/base';
import type { Language } from '@musubi/schema';
import { openClient } from './client/client.ts';
import { findConnection } from './client/find-connection.ts';
import { type Command, commonOptions, parserOptions } from './command.ts';
import { commands } from './commands/index.ts';
import { printCommandHelp, printHelp } from './help.ts';
import { type Says, speaks } from './says.ts';

/** The world of the command line. */
export interface CliEffects {
  args: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  out(line: string): void;
  aside(line: string): void;
  now(): number;
  signal: AbortSignal;
}

/** Runs one command; answers the exit code: 0 done, 1 failed, 2 not understood. */
export async function runCli(effects: CliEffects): Promise<number> {
  const [name, ...rest] = effects.args;
  const language: Language = /^ja/i.test(localeOf(effects.environment)) ? 'ja' : 'en';
  const say = speaks(language, rest.includes('--json'), effects.out, effects.aside);
  if (name === undefined || name === '--help' || name === 'help') {
    printHelp(say);
    return 0;
  }
  try {
    const command = commands.find((one) => one.name === name);
    if (!command) throw new MusubiError('caller', 'client.unknown-command', name, { details: { name } });
    await runCommand(command, rest, say, effects);
    return 0;
  } catch (error) {
    effects.aside(await failureText(error, say));
    return isMusubiError(error) && /^client\.(unknown|missing|unreadable)/.test(error.code) ? 2 : 1;
  }
}

async function runCommand(
  command: Command,
  args: readonly string[],
  say: Says,
  effects: CliEffects,
): Promise<void> {
  const { values, positionals } = parse(command, args);
  if (values.help) return printCommandHelp(command, say);
  const { environment } = effects;
  const option = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : undefined);
  const data = resolve(option('data') ?? environment.MUSUBI_DATA ?? './data');
  await command.run({
    words: positionals,
    options: values,
    say,
    client: async () =>
      openClient(
        findConnection({ url: option('url'), token: option('token'), ca: option('ca'), data, environment }),
      ),
    data,
    environment,
    now: effects.now,
    signal: effects.signal,
  });
}

function parse(command: Command, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: parserOptions({ ...command.options, ...commonOptions }),
      allowPositionals: true,
    });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new MusubiError('caller', 'client.unknown-option', reasonOf(error), {
      details: { reason: reasonOf(error) },
    });
  }
}

async function failureText(error: unknown, say: Says): Promise<string> {
  if (!isMusubiError(error)) return reasonOf(error);
  const { code, fault, details } = error;
  if (say.asJson) return JSON.stringify({ code, fault, details });
  const catalogue = await readCatalogue(new URL('./messages/', import.meta.resolve('@musubi/schema')));
  return `${textOf(catalogue, say.language, error)}  [${code}]`;
}

function localeOf(environment: CliEffects['environment']): string {
  return (
    environment.LC_ALL ??
    environment.LC_MESSAGES ??
    environment.LANG ??
    Intl.DateTimeFormat().resolvedOptions().locale
  );
}
