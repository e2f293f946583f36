import type { Language } from '@musubi/schema';
import type { DeviceKey, Way } from './device.ts';
import type { SignalNature, Words } from './signal.ts';
import { musubiWorks } from './works.ts';

/** A series as it is registered before its first reading. */
export interface PlannedSeries extends Omit<SignalNature, 'name' | 'everyMs'> {
  name: string;
  expectedEveryMs?: number;
}

/** A device as it is registered; `asset` is the key of one of the plan's assets. */
export interface PlannedDevice {
  key: DeviceKey;
  name: string;
  asset: string;
  way: Way;
  profile: { maker: string; model: string };
  silentAfterMs: number;
  series: PlannedSeries[];
}

export interface DemoPlan {
  /** The name of the simulated firm. */
  works: string;
  assets: { key: string; name: string; kind: 'machine' | 'room' | 'other'; place: string }[];
  devices: PlannedDevice[];
}

/** All that the server registers (as simulated) before it starts the demo. */
export function demoPlan(language: Language): DemoPlan {
  const say = (words: Words) => words[language];
  const { devices } = musubiWorks();
  return {
    works: language === 'ja' ? '結び製作所' : 'Musubi Works',
    assets: devices.map(({ asset }) => ({ ...asset, name: say(asset.name), place: say(asset.place) })),
    devices: devices.map((device) => ({
      key: device.key,
      name: say(device.name),
      asset: device.asset.key,
      way: device.way,
      profile: device.profile,
      silentAfterMs: device.silentAfterMs,
      series: device.signals.map(({ at, follows, name, everyMs, ...nature }) => ({
        ...nature,
        name: say(name),
        ...(everyMs === undefined ? {} : { expectedEveryMs: everyMs }),
      })),
    })),
  };
}
