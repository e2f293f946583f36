import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@musubi/base';
import { listMachines } from '@musubi/schema/api';
import { openSmallDisk } from '@musubi/store/faults';
import { send } from '../product/person-client.ts';
import { type Account, account } from './account.ts';
import { deliver } from './load.ts';
import { openTrial } from './trial.ts';

const DISK_MEGABYTES = 512;
/** Left free when the filling is in place: a few seconds of load. */
const ROOM_BYTES = 60 * 2 ** 20;
const WITHIN_MS = 60_000;

export interface DiskFullResult extends Account {
  /** Writing was refused and nothing broke. */
  refused: boolean;
  /** While full: `/health` answered and stored values could be read. */
  readable: boolean;
  /** Milliseconds from the new room to the first acknowledgement; undefined if none came within a minute. */
  resumedAfterMs: number | undefined;
}

/** F5: the disk runs full under load; the product refuses, stays readable, and goes on once there is room. */
export async function diskFull(): Promise<DiskFullResult> {
  await using disk = await openSmallDisk({ megabytes: DISK_MEGABYTES });
  const trial = await openTrial(join(disk.folder, 'data'));
  const { product, client } = await trial.start();
  const filling = join(disk.folder, 'filling');
  const { bavail, bsize } = statfsSync(disk.folder);
  writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - ROOM_BYTES)));
  const aborter = new AbortController();
  let refusals = 0;
  const onRefused = () => {
    refusals += 1;
  };
  const load = deliver(product, trial.sources, { ownTime: true, onRefused }, aborter.signal);
  const acknowledged = () => trial.sources.reduce((sum, source) => sum + source.acknowledged.size, 0);
  await until(() => refusals > 3);
  const refused = refusals > 3;
  const health = await send(product.address, '/health');
  const { machines } = await client.call(listMachines, {});
  const readable = health.status === 200 && machines.some(({ values }) => values.length > 0);
  const before = acknowledged();
  rmSync(filling);
  const freedAt = systemClock.monotonic();
  await until(() => acknowledged() > before);
  const resumedAfterMs = acknowledged() > before ? systemClock.monotonic() - freedAt : undefined;
  await systemClock.sleep(1_000);
  aborter.abort();
  await load;
  const counted = await account(client, trial.sources);
  await product.stop();
  return { ...counted, refused, readable, resumedAfterMs };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = systemClock.monotonic() + WITHIN_MS;
  while (!holds() && systemClock.monotonic() < deadline) await systemClock.sleep(50);
}
