import type { Clock } from '@musubi/base';
import { getInstallation, type MountedContract, mount, type Output } from '@musubi/schema/api';
import type { SeriesStats } from '@musubi/store';

type Installation = Output<typeof getInstallation>;

/** What is known from the start on. */
export type Standing = Pick<
  Installation,
  'version' | 'startedAt' | 'addresses' | 'trustAddress' | 'certificate' | 'mqtt'
>;

export function mountGetInstallation(parts: {
  standing: Standing;
  isDemo(): boolean;
  stats(): Promise<SeriesStats>;
  setAside(): Installation['setAside'];
  clock: Clock;
}): MountedContract {
  return mount(getInstallation, async () => {
    const stats = await parts.stats();
    return {
      ...parts.standing,
      now: parts.clock.now(),
      demo: parts.isDemo(),
      disk: diskOf(stats),
      setAside: parts.setAside(),
      stored: { readings: stats.readings, days: stats.days, series: stats.series },
    };
  });
}

function diskOf({ freeBytes, bytes, bytesPerDay, paused }: SeriesStats): Installation['disk'] {
  return {
    freeBytes,
    dataBytes: bytes,
    paused,
    ...(bytesPerDay === undefined ? {} : { bytesPerDay }),
    ...(bytesPerDay === undefined || bytesPerDay <= 0
      ? {}
      : { daysLeft: Math.floor(freeBytes / bytesPerDay) }),
  };
}
