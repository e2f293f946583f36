import { type Random, systemClock } from '@musubi/base';
import { openLoopDisk, untilStopped } from '@musubi/store/faults';
import { type Account, account } from './account.ts';
import { deliver } from './load.ts';
import { openTrial } from './trial.ts';

const DISK_MEGABYTES = 1_024;

/**
 * F2: the whole data folder lies on a disk whose power is cut under load. After each cut the product starts on what
 * reached the disk and the promises are counted there; then it goes on where it was.
 */
export async function powerCuts(
  rounds: number,
  random: Random,
  onRound: (round: number, account: Account) => void = () => {},
): Promise<Account & { unusable: number }> {
  await using disk = await openLoopDisk({ megabytes: DISK_MEGABYTES });
  const trial = await openTrial(`${disk.folder}/data`);
  const sum = { acknowledged: 0, stored: 0, lost: 0, duplicates: 0, invented: 0, unusable: 0 };
  for (let round = 1; round <= rounds; round++) {
    const { product } = await trial.start();
    const aborter = new AbortController();
    const load = deliver(product, trial.sources, { ownTime: true }, aborter.signal);
    await systemClock.sleep(200 + 1_500 * random());
    product.freeze();
    await untilStopped(product.pid);
    // Acknowledgements that were on their way have arrived; not one more can be made.
    await systemClock.sleep(50);
    await using after = await disk.afterPowerCut();
    await product.kill();
    aborter.abort();
    await load;
    try {
      const { product: found, client } = await trial.start({ folder: `${after.folder}/data` });
      const counted = await account(client, trial.sources);
      await found.stop();
      sum.acknowledged = counted.acknowledged;
      sum.stored = counted.stored;
      sum.lost += counted.lost;
      sum.duplicates += counted.duplicates;
      sum.invented += counted.invented;
      onRound(round, counted);
    } catch {
      sum.unusable += 1;
    }
  }
  return sum;
}
