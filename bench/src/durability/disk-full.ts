import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@musubi/base';
import { getInstallation, listMachines } from '@musubi/schema/api';
import { send } from '@musubi/server/product';
import { openSmallDisk } from '@musubi/store/faults';
import { type Account, account } from './account.ts';
import { deliver } from './load.ts';
import { openTrial } from './trial.ts';

const DISK_MEGABYTES = 512;
/** Left free when the filling is in place: the store pauses at 32 MiB, so this is a few seconds of load. */
const ROOM_BYTES = 36 * 2 ** 20;
const WITHIN_MS = 60_000;

export interface DiskFullResult extends Account {
  /** The product said that it takes nothing in, and acknowledged nothing meanwhile. */
  paused: boolean;
  /** While full: `/health` answered and stored values could be read. */
  readable: boolean;
  /** Milliseconds from the new room to the first acknowledgement; undefined if none came within a minute. */
  resumedAfterMs: number | undefined;
}

/** F5: the disk runs full under load; the product pauses, stays readable, and goes on once there is room. */
export async function diskFull(): Promise<DiskFullResult> {
  await using disk = await openSmallDisk({ megabytes: DISK_MEGABYTES });
  const trial = await openTrial(join(disk.folder, 'data'));
  const { product, client } = await trial.start();
  const filling = join(disk.folder, 'filling');
  const { bavail, bsize } = statfsSync(disk.folder);
  writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - ROOM_BYTES)));
  const aborter = new AbortController();
  const load = deliver(product, trial.sources, { ownTime: true }, aborter.signal);
  const acknowledged = () => trial.sources.reduce((sum, source) => sum + source.acknowledged.size, 0);
  const isPaused = async () => (await client.call(getInstallation, {})).disk.paused;
  await until(isPaused);
  await systemClock.sleep(500);
  const before = acknowledged();
  await systemClock.sleep(2_000);
  const paused = (await isPaused()) && acknowledged() === before;
  const health = await send(product.address, '/health');
  const { machines } = await client.call(listMachines, {});
  const readable = health.status === 200 && machines.some(({ values }) => values.length > 0);
  rmSync(filling);
  const freedAt = systemClock.monotonic();
  await until(() => acknowledged() > before);
  const resumedAfterMs = acknowledged() > before ? systemClock.monotonic() - freedAt : undefined;
  await systemClock.sleep(1_000);
  aborter.abort();
  await load;
  const counted = await account(client, trial.sources);
  await product.stop();
  return { ...counted, paused, readable, resumedAfterMs };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = systemClock.monotonic() + WITHIN_MS;
  while (!(await holds()) && systemClock.monotonic() < deadline) await systemClock.sleep(50);
}
