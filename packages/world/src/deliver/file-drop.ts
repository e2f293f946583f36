import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from './sampler.ts';

/** Files left lying when nobody collects them; then the logger's card is full and it drops no more. */
const MOST_FILES = 500;
/** Collected files of its own that a logger leaves behind. */
const KEPT_FILES = 200;

/** Writes `messages` as one CSV file into `folder`: complete under another name first, then renamed into place. */
export async function dropCsv(
  folder: string,
  prefix: string,
  keys: readonly string[],
  messages: readonly Message[],
): Promise<void> {
  const first = messages[0];
  if (!first) return;
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length >= MOST_FILES) return;
  const name = `${prefix}-${new Date(first.time).toISOString().replaceAll(/[-:.]/g, '')}`;
  const part = join(folder, `.${name}.part`);
  await writeFile(part, csvOf(keys, messages));
  await rename(part, join(folder, `${name}.csv`));
}

/** Removes the oldest of the logger's own files from where the product puts those it has read. */
export async function tidyCollected(folder: string, prefix: string): Promise<void> {
  const done = join(folder, 'done');
  const names = await readdir(done).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${prefix}-`)).sort();
  for (const name of own.slice(0, -KEPT_FILES)) await rm(join(done, name), { force: true });
}

/** A header `time,key,…` and one row per message; ISO 8601 times in UTC, CRLF as loggers write it. */
export function csvOf(keys: readonly string[], messages: readonly Message[]): string {
  const rows = messages.map(({ time, values }) =>
    [new Date(time).toISOString(), ...keys.map((key) => String(values[key] ?? ''))].join(','),
  );
  return `${[['time', ...keys].join(','), ...rows].join('\r\n')}\r\n`;
}
