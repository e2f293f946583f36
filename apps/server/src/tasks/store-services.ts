import type { Clock, Service } from '@musubi/base';
import type { SeriesKeeper } from '@musubi/store';
import type { Config } from '../config/settings.ts';
import { type Duty, dailyAt, everyMs, regularService } from './duties.ts';
import type { StoreWatch } from './store-watch.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What keeps the store in shape while the program runs. */
export function storeServices(series: SeriesKeeper, watch: StoreWatch, clock: Clock): Service[] {
  return [
    regularService('roll-up', 5_000, clock, () => series.rollUp()),
    regularService('close-days', 10 * MINUTE, clock, () => series.closeDays(clock.now())),
    regularService('disk-watch', 10_000, clock, () => watch.look()),
  ];
}

/** What is done now and then: retention, verification of every segment, the backup. */
export function storeDuties(
  series: SeriesKeeper,
  backup: () => Promise<unknown>,
  config: Config,
  clock: Clock,
): Duty[] {
  const duties: Duty[] = [
    { name: 'verify', isDue: everyMs(30 * DAY), act: async () => void (await series.verify()) },
  ];
  if (config.rawRetentionDays > 0) {
    const before = () => clock.now() - config.rawRetentionDays * DAY;
    duties.push({
      name: 'retain',
      isDue: everyMs(DAY),
      act: async () => void (await series.retain(before())),
    });
  }
  if (config.backupHour >= 0) {
    const isDue = dailyAt(config.backupHour, config.timeZone);
    duties.push({ name: 'backup', isDue, act: async () => void (await backup()) });
  }
  return duties;
}
