import { MusubiError } from '@musubi/base';
import type { Device, Series } from '@musubi/schema';
import { listDevices, listSeries } from '@musubi/schema/api';
import type { Client } from './client/client.ts';

export interface NamedSeries {
  series: Series;
  device: Device | undefined;
}

/** Every series with its device. */
export async function allSeries(client: Client): Promise<NamedSeries[]> {
  const [{ series }, { devices }] = await Promise.all([
    client.call(listSeries, {}),
    client.call(listDevices, {}),
  ]);
  const byId = new Map(devices.map(({ device }) => [device.id, device]));
  return series.map((one) => ({ series: one, device: byId.get(one.deviceId) }));
}

/** Series as people name them: by id, `device/key`, or `device/name`; `device/*` means all of a device. */
export async function pickSeries(client: Client, words: readonly string[]): Promise<NamedSeries[]> {
  const all = await allSeries(client);
  const picked = words.flatMap((word) => {
    const found = all.filter((one) => matches(one, word));
    if (found.length === 0) {
      throw new MusubiError('caller', 'see.unknown-series', `no series ${word}`, {
        details: { series: [word] },
      });
    }
    return found;
  });
  return [...new Set(picked)];
}

function matches({ series, device }: NamedSeries, word: string): boolean {
  if (series.id === word) return true;
  const names = [device?.id, device?.name].filter((name) => name !== undefined);
  return names.some(
    (name) => word === `${name}/*` || word === `${name}/${series.key}` || word === `${name}/${series.name}`,
  );
}
