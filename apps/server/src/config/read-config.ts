import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MusubiError, reasonOf } from '@musubi/base';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { readFlags } from './read-flags.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import {
  type Config,
  environmentName,
  flagName,
  type SettingName,
  settingNames,
  settings,
} from './settings.ts';

/** Where a value came from. */
export type Origin =
  | { from: 'default' }
  | { from: 'file'; file: string }
  | { from: 'environment' }
  | { from: 'flag' };

export interface ReadConfig {
  config: Config;
  origins: Readonly<Record<SettingName, Origin>>;
}

type Values = Partial<Record<SettingName, unknown>>;

/** The configuration file, by these names in the data folder. */
const FILE_NAMES = ['musubi.yaml', 'musubi.yml', 'musubi.json'];

/** Flags win over the environment, it over the file, it over the defaults; whatever is unknown is refused. */
export function readConfig(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ReadConfig {
  const flags = readFlags(args);
  const variables = readEnvironment(environment);
  const data = resolve(check('data', flags.data ?? variables.data, { from: 'flag' }) as string);
  const file = readFile(data);
  const origins = {} as Record<SettingName, Origin>;
  const config = {} as Record<SettingName, unknown>;
  for (const name of settingNames) {
    const [value, origin] = pick(name, flags, variables, file);
    config[name] = check(name, value, origin);
    origins[name] = origin;
  }
  return { config: { ...(config as Config), data }, origins };
}

function pick(
  name: SettingName,
  flags: Values,
  variables: Values,
  file: { path: string; values: Values } | undefined,
): [unknown, Origin] {
  if (flags[name] !== undefined) return [flags[name], { from: 'flag' }];
  if (variables[name] !== undefined) return [variables[name], { from: 'environment' }];
  if (file && file.values[name] !== undefined) return [file.values[name], { from: 'file', file: file.path }];
  return [undefined, { from: 'default' }];
}

function check(name: SettingName, value: unknown, origin: Origin): unknown {
  const result = settings.shape[name].safeParse(value);
  if (result.success) return result.data;
  throw new MusubiError('caller', 'config.wrong-value', `${name}: ${z.prettifyError(result.error)}`, {
    details: { name, value: String(value), origin: originText(name, origin) },
  });
}

function readEnvironment(environment: Readonly<Record<string, string | undefined>>): Values {
  const known = new Map(settingNames.map((name) => [environmentName(name), name]));
  const values: Values = {};
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith('MUSUBI_') || value === undefined || CLIENT_VARIABLES.has(variable)) continue;
    const name = known.get(variable);
    if (!name) refuseUnknown(variable, [...known.keys()]);
    else values[name] = value;
  }
  return values;
}

/** Read by the command line client (`apps/cli`), not by the server. */
const CLIENT_VARIABLES: ReadonlySet<string> = new Set(['MUSUBI_URL', 'MUSUBI_TOKEN', 'MUSUBI_CA']);

function readFile(data: string): { path: string; values: Values } | undefined {
  const path = FILE_NAMES.map((name) => join(data, name)).find(existsSync);
  if (!path) return undefined;
  let content: unknown;
  try {
    content = parseYaml(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    throw new MusubiError('caller', 'config.unreadable-file', reasonOf(error), {
      details: { file: path, reason: reasonOf(error) },
    });
  }
  const values = z.record(z.string(), z.unknown()).safeParse(content);
  if (!values.success) {
    throw new MusubiError('caller', 'config.unreadable-file', 'not a list of settings', {
      details: { file: path, reason: 'name: value' },
    });
  }
  const inFile = settingNames.filter((name) => name !== 'data');
  for (const name of Object.keys(values.data)) {
    if (!(inFile as string[]).includes(name)) refuseUnknown(name, inFile);
  }
  return { path, values: values.data };
}

/** Where a value came from, as a person would look for it. */
export function originText(name: SettingName, origin: Origin): string {
  if (origin.from === 'file') return origin.file;
  if (origin.from === 'environment') return environmentName(name);
  return origin.from === 'flag' ? `--${flagName(name)}` : 'default';
}
