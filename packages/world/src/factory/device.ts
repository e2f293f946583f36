import type { Signal, Words } from './signal.ts';

/** How a device of the demo delivers: the four ways in that every installation has. */
export type Way = 'mqtt' | 'http' | 'shdr' | 'file';

/** One simulated device and all it measures. */
export interface SimulatedDevice {
  key: DeviceKey;
  /** The asset it sits on. */
  asset: { key: string; name: Words; kind: 'machine' | 'room' | 'other'; place: Words };
  name: Words;
  way: Way;
  profile: { maker: string; model: string };
  /** After this silence it counts as lost. */
  silentAfterMs: number;
  signals: readonly Signal[];
}

export const deviceKeys = [
  'lathe',
  'machining-centre',
  'press',
  'moulding',
  'compressor',
  'power-panel',
  'radio-thermometer',
] as const;
export type DeviceKey = (typeof deviceKeys)[number];
