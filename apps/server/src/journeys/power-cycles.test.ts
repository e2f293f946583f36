import { expect, it } from 'vitest';
import { cyclePower, isUnharmed, powerCycleText } from '../product/power-cycles.ts';
import { openWorkshop } from './workshop.ts';

// The short form; `npm run durability -- power-cycles` switches a hundred times.
it('hears machines again each time they are switched off and on, and loses and doubles nothing', {
  timeout: 180_000,
}, async () => {
  await using workshop = await openWorkshop();
  const { product, client } = workshop;
  const signal = AbortSignal.timeout(170_000);
  const reports = await Promise.all([
    cyclePower(product, client, { protocol: 'shdr', cycles: 10, seed: 1 }, signal),
    cyclePower(product, client, { protocol: 'mqtt', cycles: 10, seed: 2 }, signal),
  ]);
  for (const report of reports) {
    process.stdout.write(`      ${powerCycleText(report)}\n`);
    expect(report).toMatchObject({ cycles: 10, lost: 0, duplicates: 0, invented: 0, unreportedGaps: 0 });
    expect(isUnharmed(report, 10_000), powerCycleText(report)).toBe(true);
  }
});
