import type { ValueKind } from '@musubi/schema';
import type { DeviceHandle } from '../connector.ts';

/** A device that exists only to look at what a source would deliver: nothing of it is stored. */
export interface ImaginedDevice extends DeviceHandle {
  /** The key a series number stands for. */
  keyOf(series: number): string;
}

export function imaginedDevice(address: string): ImaginedDevice {
  const keys: string[] = [];
  const kinds: ValueKind[] = [];
  const numbers = new Map<string, number>();
  return {
    deviceId: address,
    address,
    revoked: new AbortController().signal,
    series(key, hint) {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = keys.push(key) - 1;
      numbers.set(key, number);
      kinds[number] = hint.kind;
      return number;
    },
    kind: (series) => kinds[series] ?? 'text',
    keyOf: (series) => keys[series] ?? '',
  };
}
