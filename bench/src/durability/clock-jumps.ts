import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@musubi/base';
import { getMe } from '@musubi/schema/api';
import { type Account, account, EVER } from './account.ts';
import { deliver } from './load.ts';
import { openTrial } from './trial.ts';

const LIBRARIES = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`,
);
const HOUR_S = 3_600;

/** Offsets in seconds, or dates, as libfaketime reads them. */
const JUMPS = ['+0', `-${HOUR_S}`, `+${24 * HOUR_S}`, '@1970-01-02 00:00:00', '@2038-01-19 03:14:00', '+0'];

export const faketimeMissing = () =>
  LIBRARIES.some(existsSync) ? undefined : 'libfaketime is missing (apt-get install libfaketime)';

export interface ClockJumpResult extends Account {
  jumps: number;
  /** After the clock was right again: the person's token still opened the door. */
  tokenStillGood: boolean;
}

/** F13: the wall clock of the running product jumps under load; readings without a time of their own go on being kept. */
export async function clockJumps(stayMs: number): Promise<ClockJumpResult> {
  const trial = await openTrial();
  const folder = mkdtempSync(join(tmpdir(), 'musubi-clock-'));
  const clockFile = join(folder, 'clock');
  const setClock = (to: string) => {
    writeFileSync(`${clockFile}.new`, `${to}\n`);
    renameSync(`${clockFile}.new`, clockFile);
  };
  setClock(JUMPS[0]!);
  const before = [
    'env',
    `LD_PRELOAD=${LIBRARIES.find(existsSync)}`,
    `FAKETIME_TIMESTAMP_FILE=${clockFile}`,
    'FAKETIME_NO_CACHE=1',
    'FAKETIME_DONT_FAKE_MONOTONIC=1',
  ];
  try {
    const { product, client } = await trial.start({ before });
    const aborter = new AbortController();
    const load = deliver(product, trial.sources, { ownTime: false }, aborter.signal);
    for (const jump of JUMPS) {
      setClock(jump);
      await systemClock.sleep(stayMs);
    }
    aborter.abort();
    await load;
    const counted = await account(client, trial.sources, EVER);
    const { person } = await client.call(getMe, {});
    await product.stop();
    return { ...counted, jumps: JUMPS.length - 1, tokenStillGood: person.login === 'bench' };
  } finally {
    trial.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
