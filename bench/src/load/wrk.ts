import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { must, systemClock } from '@musubi/base';
import { missingFile } from '../peers/peer.ts';

const PROGRAM = '/usr/bin/wrk';
const SCRIPT = fileURLToPath(new URL('./batches.lua', import.meta.url));
const run = promisify(execFile);

export const wrkMissing = () => missingFile(PROGRAM, 'wrk');

export interface BatchResult {
  requests: number;
  seconds: number;
  /** Answers that were no success, and broken connections. */
  errors: number;
  p99Ms: number;
}

/** Posts batches over 50 connections from one thread for some seconds. */
export async function postBatches(
  address: URL,
  authorizations: readonly string[],
  seconds: number,
): Promise<BatchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-bench-wrk-'));
  try {
    const headers = join(folder, 'headers');
    writeFileSync(headers, `${authorizations.join('\n')}\n`);
    const words = ['-t1', '-c50', `-d${seconds}s`, '-s', SCRIPT, address.href];
    const { stdout } = await run(PROGRAM, [...words, '--', String(systemClock.now() - 86_400_000), headers]);
    const [, requests, micros, errors, p99] = must(
      stdout.match(/RESULT (\d+) (\d+) (\d+) (\d+)/),
      'a result of wrk',
    );
    return {
      requests: Number(requests),
      seconds: Number(micros) / 1e6,
      errors: Number(errors),
      p99Ms: Number(p99) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
