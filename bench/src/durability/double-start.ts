import { isMusubiError, reasonOf } from '@musubi/base';
import { startProduct } from '@musubi/server/product';
import { openTrial } from './trial.ts';

export interface DoubleStartResult {
  tries: number;
  /** Second starts that ended and named the first one's process. */
  refusedByName: number;
  /** Starts that worked after the first was killed. */
  freeAfterKill: number;
}

/** F26: a second start on the same folder refuses and names the first; a kill frees the folder. */
export async function doubleStart(tries: number): Promise<DoubleStartResult> {
  const trial = await openTrial();
  let refusedByName = 0;
  let freeAfterKill = 0;
  try {
    for (let i = 0; i < tries; i++) {
      const { product } = await trial.start();
      freeAfterKill += 1;
      try {
        const second = await startProduct({ folder: trial.folder });
        await second.kill();
      } catch (error) {
        if (isMusubiError(error) && reasonOf(error).includes(String(product.pid))) refusedByName += 1;
      }
      await product.kill();
    }
    return { tries, refusedByName, freeAfterKill };
  } finally {
    trial.remove();
  }
}
