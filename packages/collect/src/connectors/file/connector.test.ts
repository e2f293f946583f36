import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastClock, MusubiError, systemClock } from '@musubi/base';
import { describe, expect, it } from 'vitest';
import { testConnector } from '../../conformance.ts';
import { TestContext } from '../../testing/test-context.ts';
import { file, fileSettings } from './connector.ts';

/** A folder that is watched, on a clock that runs while something is awaited. */
async function watched(context = new TestContext({ clock: new FastClock() })) {
  const folder = await mkdtemp(join(tmpdir(), 'musubi-file-'));
  const clock = context.clock as FastClock;
  const stop = new AbortController();
  const settings = fileSettings.parse({ folder, device: 'oven', timeZone: 'Asia/Tokyo' });
  const run = file.run(settings, context, stop.signal);
  await context.until(() => context.connectedCount > 0);
  return {
    folder,
    context,
    run,
    drop: (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content),
    names: (sub = '.') => readdir(join(folder, sub)).catch(() => [] as string[]),
    async until(holds: () => boolean | Promise<boolean>) {
      while (!(await holds())) await clock.advance(5_000);
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      context.release();
      await run.catch(() => {});
      await rm(folder, { recursive: true });
    },
  };
}

testConnector('file', {
  connector: file,
  acknowledges: false,
  unreadable: 'just text',
  async open(context) {
    const folder = await mkdtemp(join(tmpdir(), 'musubi-file-'));
    const clock = context.clock as FastClock;
    let dropped = 0;
    let open = true;
    const ticking = (async () => {
      while (open) await clock.advance(1_000);
    })();
    const drop = async (content: string | Uint8Array) => {
      dropped += 1;
      await writeFile(join(folder, `.${dropped}.part`), content);
      await rename(join(folder, `.${dropped}.part`), join(folder, `${dropped}.csv`));
    };
    const peer = {
      deliver: (value: number) =>
        drop(`time,a\n2026-11-24T00:00:${String(dropped).padStart(2, '0')}Z,${value}\n`),
      deliverRaw: (bytes: Uint8Array) => drop(bytes),
      async [Symbol.asyncDispose]() {
        open = false;
        await ticking;
        await rm(folder, { recursive: true });
      },
    };
    return { peer, settings: { folder } };
  },
});

describe('a watched folder', () => {
  it('reads what is put into it and moves it to done', async () => {
    await using work = await watched();
    await work.drop('a.csv', 'time,温度[℃]\n2026/11/24 10:00,21.5\n');
    await work.until(async () => (await work.names('done')).length === 1);
    expect(work.context.of('温度')).toMatchObject([{ number: 21.5, deviceId: 'dev_oven' }]);
    expect(work.context.originals[0]?.toString()).toContain('21.5');
    await work.drop('a.csv', 'time,温度[℃]\n2026/11/24 10:00,21.5\n2026/11/24 10:01,22\n');
    await work.until(async () => (await work.names('done')).length === 2);
    expect((await work.names('done')).sort()).toEqual(['a (2).csv', 'a.csv']);
    expect(work.context.of('温度')).toHaveLength(2);
  });

  it('waits for a file that is still being written, and ignores what is hidden or no table', async () => {
    await using work = await watched();
    const clock = work.context.clock as FastClock;
    await work.drop('.half.csv', 'time,a\n2026/11/24 10:00,1\n');
    await work.drop('notes.pdf', 'x');
    let text = 'time,a\n';
    for (let i = 0; i < 5; i++) {
      text += `2026/11/24 10:0${i},${i}\n`;
      await work.drop('grows.csv', text);
      await clock.advance(5_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await work.until(async () => (await work.names('done')).length === 1);
    expect(work.context.of('a')).toHaveLength(5);
    expect((await work.names()).sort()).toEqual(['.half.csv', 'done', 'notes.pdf']);
  });

  it('sets a file aside that can’t be read, with the reason', async () => {
    await using work = await watched();
    await work.drop('a.csv', 'a,b\n1,2\n');
    await work.until(async () => (await work.names('error')).length === 1);
    expect(work.context.refused).toMatchObject([{ address: 'oven', reason: 'file.no-time' }]);
  });

  it('leaves a file where it is when the disk is full', async () => {
    await using work = await watched();
    work.context.failure = new MusubiError('us', 'store.disk-full', 'full');
    await work.drop('a.csv', 'time,a\n2026/11/24 10:00,1\n');
    const ended = work.run.catch((error: MusubiError) => error.code);
    await work.until(() => work.context.attempts > 0);
    expect(await ended).toBe('store.disk-full');
    expect(await work.names()).toEqual(['a.csv']);
  });

  it('reads its rows out of quarantine again', async () => {
    const context = new TestContext();
    const rows = Buffer.from('time,a\n2026-11-24T00:00:00Z,1\n');
    expect(await file.replay(rows, 'oven', context)).toEqual({ stored: 1, duplicates: 0 });
    const bad = Buffer.from('time,a\n2026-11-24T00:00:00Z,1\nx,2\n');
    await expect(file.replay(bad, 'oven', context)).rejects.toMatchObject({ code: 'file.bad-time' });
    // What is no table at all is the device's fault too: the delivery goes on waiting.
    const noTable = Buffer.from('time,temperature\r\nnot a time,4');
    await expect(file.replay(noTable, 'oven', context)).rejects.toMatchObject({
      fault: 'device',
      code: 'file.no-time',
    });
  });

  it('can be tried: is it there, what lies in it', async () => {
    await using work = await watched();
    const effects = { clock: systemClock };
    const settings = fileSettings.parse({ folder: work.folder, timeZone: 'Asia/Tokyo' });
    expect((await file.test(settings, effects)).sample).toEqual([]);
    await work.drop('z.csv', 'time,a\n2026/11/24 10:00,7\n');
    expect((await file.test(settings, effects)).sample).toEqual([{ key: 'a', value: '7' }]);
    const gone = fileSettings.parse({ folder: join(work.folder, 'nowhere') });
    await expect(file.test(gone, effects)).rejects.toMatchObject({ code: 'file.folder-missing' });
  });
});
