import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropCsv, tidyCollected } from './file-drop.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'musubi-drop-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file appears whole, a value that was not taken is an empty cell', async () => {
  const time = Date.UTC(2026, 0, 5);
  const messages = [
    { time, values: { pressure: 0.65, loaded: 1 } },
    { time: time + 5_000, values: { pressure: 0.66 } },
  ];
  await dropCsv(join(folder, 'new'), 'logger', ['pressure', 'loaded'], messages);
  const [name, ...others] = await readdir(join(folder, 'new'));
  expect([name, others]).toEqual(['logger-20260105T000000000Z.csv', []]);
  expect(await readFile(join(folder, 'new', name!), 'utf8')).toBe(
    'time,pressure,loaded\r\n2026-01-05T00:00:00.000Z,0.65,1\r\n2026-01-05T00:00:05.000Z,0.66,\r\n',
  );
});

test('of the collected files only the newest of its own stay', async () => {
  await mkdir(join(folder, 'done'));
  const names = Array.from({ length: 205 }, (_, i) => `logger-${String(i).padStart(4, '0')}.csv`);
  for (const name of [...names, 'a-real-one.csv']) await writeFile(join(folder, 'done', name), '');
  await tidyCollected(folder, 'logger');
  expect((await readdir(join(folder, 'done'))).sort()).toEqual(['a-real-one.csv', ...names.slice(5)]);
  await tidyCollected(join(folder, 'nowhere'), 'logger');
});
