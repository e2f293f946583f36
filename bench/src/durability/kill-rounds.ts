import { type Random, systemClock } from '@musubi/base';
import { type Account, account } from './account.ts';
import { deliver } from './load.ts';
import { openTrial } from './trial.ts';

/** F1: the product is killed at a random moment under load, started again, and the promises are counted. */
export async function killRounds(
  rounds: number,
  random: Random,
  onRound: (round: number, readyAfterMs: number) => void = () => {},
): Promise<Account & { slowestStartMs: number }> {
  const trial = await openTrial();
  let slowestStartMs = 0;
  try {
    for (let round = 1; round <= rounds; round++) {
      const { product } = await trial.start();
      slowestStartMs = Math.max(slowestStartMs, product.readyAfterMs);
      const aborter = new AbortController();
      const load = deliver(product, trial.sources, { ownTime: true }, aborter.signal);
      await systemClock.sleep(100 + 1_900 * random());
      await product.kill();
      aborter.abort();
      await load;
      onRound(round, product.readyAfterMs);
    }
    const { product, client } = await trial.start();
    const result = await account(client, trial.sources);
    await product.stop();
    return { ...result, slowestStartMs };
  } finally {
    trial.remove();
  }
}
