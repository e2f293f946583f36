import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestContext } from '../../testing/test-context.ts';
import { readDeviceModel } from './device-model.ts';
import { ShdrLines } from './lines.ts';
import { ShdrDecoder } from './payload.ts';

const ROOT = resolve(import.meta.dirname, '../../../../..');
const FOLDER = ['../shared/data/mtconnect', '../../shared/data/mtconnect']
  .map((folder) => resolve(ROOT, folder))
  .find((folder) => existsSync(folder));
if (!FOLDER) console.info('skipped: the Okuma recording is not here (../shared/data/mtconnect)');

/** How often each data item was sent, by a reading of the text that shares nothing with the decoder. */
function countSent(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const line of text.split('\n')) {
    if (!/^\d{4}-\d\d-\d\dT/.test(line)) continue;
    const parts = line.split('|');
    if (parts[1]!.startsWith('@')) count('@');
    else if (/^(NORMAL|WARNING|FAULT)$/.test(parts[2]!)) count(parts[1]!);
    else for (let i = 1; i < parts.length; i += 2) count(parts[i]!);
  }
  return counts;
}

async function replay(folder: string, withModel: boolean) {
  const context = new TestContext();
  const model = withModel ? readDeviceModel(readFileSync(`${folder}/Devices.xml`, 'utf8')) : undefined;
  const bytes = readFileSync(`${folder}/okuma-multus-u3000.shdr`);
  const problems: string[] = [];
  const play = async () => {
    let duplicates = 0;
    const decoder = new ShdrDecoder({ main: 'OKUMA', handle: (name) => context.ownDevice(name) }, model);
    const lines = new ShdrLines();
    for (let at = 0; at < bytes.length; at += 10_007) {
      for (const line of lines.push(bytes.subarray(at, at + 10_007), (long) => problems.push(long))) {
        if (line.text.startsWith('*')) continue;
        const problem = decoder.read(line, 0);
        if (problem) problems.push(`${problem}: ${line.text.slice(0, 80)}`);
      }
      for (const { batch, device } of decoder.take())
        duplicates += (await context.emit(batch, device)).duplicates;
    }
    return duplicates;
  };
  return { context, problems, play, sent: countSent(bytes.toString()) };
}

function countStored(context: TestContext): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { key } of context.readings) {
    // A position is one observation in three parts.
    if (/\.[yz]$/.test(key) || /\.(code|severity|qualifier|text)$/.test(key)) continue;
    const name = key.startsWith('@') ? '@' : key.replace(/\.x$/, '');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe.skipIf(!FOLDER)('the recording of an Okuma MULTUS U3000', () => {
  it.each([true, false])('is stored item by item as it was sent (device model: %s)', async (withModel) => {
    const { context, problems, play, sent } = await replay(FOLDER!, withModel);
    expect(await play()).toBe(0);
    expect(problems).toEqual([]);
    const stored = countStored(context);
    if (!withModel) {
      // Before its first position an item that is UNAVAILABLE looks like any other.
      for (const key of Object.keys(stored)) if (!(key in sent)) expect(key).toMatch(/\.x$/);
    }
    expect(stored).toEqual(sent);
    const before = context.readings.length;
    expect(await play()).toBe(before);
    expect(context.readings).toHaveLength(before);
  });

  it('shows execution, loads, positions, part count and conditions as what they are', async () => {
    const { context, play } = await replay(FOLDER!, true);
    await play();
    expect(context.hint('pexecution')?.kind).toBe('state');
    expect(context.hint('S1load')).toMatchObject({ kind: 'number', unit: '%' });
    expect(context.hint('X1actm')).toMatchObject({ kind: 'number', unit: 'mm' });
    expect(context.hint('ppartcount')).toMatchObject({ kind: 'number', isCounter: true });
    expect(context.hint('CoolantSystem1_cond')?.kind).toBe('state');
    expect(new Set(context.of('pexecution').map(({ text }) => text))).toContain('ACTIVE');
    expect(context.of('@asset:CuttingTool').every(({ text }) => /^<CuttingTool|^REMOVED/.test(text!))).toBe(
      true,
    );
  });
});
