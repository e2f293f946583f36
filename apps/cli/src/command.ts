import type { ParseArgsConfig } from 'node:util';
import type { Client } from './client/client.ts';
import type { Says } from './says.ts';

/** Options of one command as `node:util` parses them, each with its words. */
export type CommandOptions = Readonly<
  Record<string, { type: 'string' | 'boolean'; ja: string; en: string; default?: string | boolean }>
>;

/** What a command is given to do its work. */
export interface CommandContext {
  /** Words after the options. */
  words: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  say: Says;
  /** The running Musubi; connects at its first use. */
  client(): Promise<Client>;
  /** The data folder of this computer's Musubi. */
  data: string;
  environment: Readonly<Record<string, string | undefined>>;
  now(): number;
  signal: AbortSignal;
}

/** One command of `musubi`. */
export interface Command {
  readonly name: string;
  readonly ja: string;
  readonly en: string;
  /** The words it takes, `<series …>`. */
  readonly usage: string;
  readonly options: CommandOptions;
  run(context: CommandContext): Promise<void>;
}

export const commonOptions = {
  json: { type: 'boolean', ja: '結果を JSON で出す', en: 'Print the result as JSON' },
  help: { type: 'boolean', ja: 'この説明', en: 'This text' },
  url: { type: 'string', ja: 'Musubi のアドレス（MUSUBI_URL）', en: 'Address of Musubi (MUSUBI_URL)' },
  token: { type: 'string', ja: 'アクセストークン（MUSUBI_TOKEN）', en: 'Access token (MUSUBI_TOKEN)' },
  ca: {
    type: 'string',
    ja: '証明書ファイル（MUSUBI_CA）',
    en: 'File of the certificate authority (MUSUBI_CA)',
  },
  data: {
    type: 'string',
    ja: 'データのフォルダー（MUSUBI_DATA、初期値 ./data）',
    en: 'Data folder (MUSUBI_DATA, default ./data)',
  },
} as const satisfies CommandOptions;

/** The options as `parseArgs` wants them. */
export function parserOptions(options: CommandOptions): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, default: value }]) => [
      name,
      value === undefined ? { type } : { type, default: value },
    ]),
  );
}

/** The text of an option that must be there. */
export function text(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}
