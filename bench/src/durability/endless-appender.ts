import { silentLog, systemClock } from '@musubi/base';
import { openDuckdbSeries } from '@musubi/store/drivers';
import { factorySignals } from '../world/factory-signals.ts';
import { toReadingBatch } from '../world/reading-batch.ts';

// node endless-appender.ts <folder> <memory limit in MB>: appends without a pause, prints the rows of each commit.
const [folder = '', memoryLimitMb] = process.argv.slice(2);
const store = await openDuckdbSeries({
  folder,
  clock: systemClock,
  log: silentLog,
  memoryLimitMb: Number(memoryLimitMb),
});
const start = systemClock.now() - 3_600_000;
for (const portion of factorySignals({ seriesCount: 200, seconds: 1_000_000, portionSeconds: 250, start })) {
  const { stored } = await store.append(toReadingBatch(portion), {
    connectionId: 'bench',
    deviceId: 'bench',
  });
  process.stdout.write(`${stored}\n`);
}
