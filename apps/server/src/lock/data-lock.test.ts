import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMusubiError } from '@musubi/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockData, readRunning } from './data-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'musubi-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const running = {
  pid: 4711,
  address: 'https://localhost:8443',
  startedAt: 1,
  key: 'secret',
  authority: 'PEM',
};

function refusal(): Record<string, unknown> | undefined {
  try {
    lockData(folder).release();
  } catch (error) {
    if (isMusubiError(error, 'server.runs-already')) return { ...error.details };
  }
  return undefined;
}

describe('the lock of the data folder', () => {
  it('refuses a second one by naming the first, until the first is released', () => {
    const lock = lockData(folder);
    lock.announce(running);
    expect(refusal()).toEqual({ folder, pid: 4711, address: 'https://localhost:8443' });
    lock.release();
    expect(refusal()).toBeUndefined();
    expect(readRunning(folder)).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('keeps the key of the running one to its owner', () => {
    const lock = lockData(folder);
    lock.announce(running);
    expect(statSync(join(folder, 'running.json')).mode & 0o777).toBe(0o600);
    lock.release();
  });

  it('is free again after its holder was killed', async () => {
    const script = `
      const { lockData } = await import(${JSON.stringify(new URL('./data-lock.ts', import.meta.url).href)});
      lockData(${JSON.stringify(folder)}).announce(${JSON.stringify(running)});
      process.stdout.write('locked');
      process.stdin.resume();`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(refusal()).toMatchObject({ pid: 4711 });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(refusal()).toBeUndefined();
  });
});
