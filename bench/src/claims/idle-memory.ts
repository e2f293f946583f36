import { rmSync } from 'node:fs';
import { systemClock } from '@musubi/base';
import { startProduct } from '@musubi/server/product';
import type { Claim } from '../measure/claim.ts';
import { memoryBytes, residentBytes } from '../measure/process-cost.ts';

const MIB = 2 ** 20;
const IDLE_MS = 15_000;

export const idleMemory: Claim = {
  question: `Memory of the whole product ${IDLE_MS / 1000} s after its start, without the demo factory`,
  async measure(report) {
    const product = await startProduct();
    await systemClock.sleep(IDLE_MS);
    const resident = report.figure('Musubi, resident (RSS)', 'MiB', [residentBytes(product.pid) / MIB]);
    report.figure('Musubi, its share of shared pages (PSS)', 'MiB', [memoryBytes(product.pid) / MIB]);
    await product.stop();
    rmSync(product.folder, { recursive: true, force: true });
    report.hold('idle memory, resident', resident, { must: 200, aim: 130, better: 'lower', unit: 'MiB' });
  },
};
