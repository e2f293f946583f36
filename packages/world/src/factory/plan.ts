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
  /** How its own connection knows it; devices of the broker and the HTTP door get theirs from the product. */
  address?: string;
  profile: { maker: string; model: string };
  silentAfterMs: number;
  series: PlannedSeries[];
}

/** A connection that the product does not bring by itself. */
export interface PlannedConnection {
  connector: 'shdr' | 'file';
  name: string;
  /** Settings of that connector. */
  settings: Record<string, unknown>;
  device: DeviceKey;
}

/** Where the two connections of the demo's own find their devices. */
export interface DemoPlaces {
  shdrPort: number;
  /** The watched folder into which the compressor's logger drops its files. */
  folder: string;
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
      ...(device.way === 'shdr' || device.way === 'file' ? { address: device.key } : {}),
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

/** The connections to be made for the devices that are reached by address or folder. */
export function demoConnections(language: Language, places: DemoPlaces): PlannedConnection[] {
  return demoPlan(language).devices.flatMap(({ key, name, way }): PlannedConnection[] => {
    if (way === 'shdr') {
      const settings = { host: '127.0.0.1', port: places.shdrPort, device: key };
      return [{ connector: way, name, settings, device: key }];
    }
    if (way !== 'file') return [];
    return [{ connector: way, name, settings: { folder: places.folder, device: key }, device: key }];
  });
}
