import { rmSync } from 'node:fs';
import type { Random } from '@musubi/base';
import { cyclePower, firstAdministrator, type PowerCycleReport, startProduct } from '@musubi/server/product';

/** A machine that speaks SHDR and a device that publishes by MQTT, both switched off and on `cycles` times. */
export async function powerCycles(cycles: number, random: Random): Promise<PowerCycleReport[]> {
  const product = await startProduct();
  try {
    const client = await firstAdministrator(product);
    const seed = Math.floor(random() * 2 ** 32);
    const { signal } = new AbortController();
    return await Promise.all([
      cyclePower(product, client, { protocol: 'shdr', cycles, seed }, signal),
      cyclePower(product, client, { protocol: 'mqtt', cycles, seed: seed + 1 }, signal),
    ]);
  } finally {
    await product.stop();
    rmSync(product.folder, { recursive: true, force: true });
  }
}
