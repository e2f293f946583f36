import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@musubi/base';
import { openSeriesOf, type PlantPlan } from '../contestants/stored-plant.ts';
import { sendAll } from '../peers/http-call.ts';
import { factorySignals } from '../world/factory-signals.ts';
import { toReadingBatch } from '../world/reading-batch.ts';

export interface AppendCost {
  rows: number;
  seconds: number;
  cpuSeconds: number;
}

const BATCH_SERIES = 20;

/** Appends a plant by the store's port alone, batches prepared before, two appends in flight; what it cost. */
export async function appendToStore(plan: PlantPlan): Promise<AppendCost> {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-bench-store-'));
  try {
    await using store = await openSeriesOf(folder);
    const batches = [...factorySignals(plan)].flatMap((portion) =>
      Array.from({ length: portion.length / BATCH_SERIES }, (_, i) =>
        toReadingBatch(portion.slice(i * BATCH_SERIES, (i + 1) * BATCH_SERIES)),
      ),
    );
    const rows = batches.reduce((sum, { length }) => sum + length, 0);
    const cpuBefore = process.cpuUsage();
    const startedAt = systemClock.monotonic();
    await sendAll(batches, 2, (batch) => store.append(batch, { connectionId: 'bench', deviceId: 'bench' }));
    const seconds = (systemClock.monotonic() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { rows, seconds, cpuSeconds: (user + system) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
