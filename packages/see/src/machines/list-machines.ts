import type { Clock } from '@musubi/base';
import {
  type Asset,
  assetRecord,
  type Device,
  deviceRecord,
  type ReadingBatch,
  type RecordReader,
  type Series,
  seriesRecord,
} from '@musubi/schema';
import { listMachines, type MountedContract, mount, type Output } from '@musubi/schema/api';
import type { GatedSeries } from '@musubi/store';
import { readerOf } from '../reader-of.ts';
import { type LatestRow, latestRow, latestValues } from './latest-values.ts';

type Machine = Output<typeof listMachines>['machines'][number];

/** Every asset with its devices and last values; a device without an asset stands for itself. */
export function mountListMachines(sources: {
  records: RecordReader;
  series: GatedSeries;
  clock: Clock;
}): MountedContract {
  const { records, clock } = sources;
  return mount(listMachines, async (_, { caller }) => {
    const [assets, devices, series] = await Promise.all([
      records.list(assetRecord),
      records.list(deviceRecord),
      records.list(seriesRecord),
    ]);
    const numbers = series.map(({ value }) => value.number);
    const now = clock.now();
    const latest = rowsByNumber(await sources.series.latest(readerOf(caller), numbers, now));
    const seriesOf = Map.groupBy(
      series.map(({ value }) => value),
      ({ deviceId }) => deviceId,
    );
    const accepted = devices.map(({ value }) => value).filter(({ revokedAt }) => revokedAt === undefined);
    const devicesOf = Map.groupBy(accepted, ({ assetId, id }) => assetId ?? id);
    const known = new Map(assets.map(({ id, value }) => [id, value]));
    return {
      machines: [...devicesOf].map(([assetId, own]) =>
        machineOf(known.get(assetId) ?? assetFor(own[0]!), own, seriesOf, latest, now),
      ),
    };
  });
}

function machineOf(
  asset: Asset,
  devices: Device[],
  seriesOf: ReadonlyMap<string, readonly Series[]>,
  latest: ReadonlyMap<number, LatestRow>,
  now: number,
): Machine {
  const values = devices.flatMap((device) =>
    latestValues(device, seriesOf.get(device.id) ?? [], latest, now),
  );
  const heard = values.flatMap(({ received }) => received ?? []);
  const lastReadingAt = heard.length === 0 ? undefined : Math.max(...heard);
  const isReceiving = devices.some((device) =>
    (seriesOf.get(device.id) ?? []).some(
      ({ number }) => now - (latest.get(number)?.received ?? -Infinity) <= device.silentAfterMs,
    ),
  );
  return {
    asset,
    state: lastReadingAt === undefined ? 'never' : isReceiving ? 'receiving' : 'silent',
    ...(lastReadingAt === undefined ? {} : { lastReadingAt }),
    devices,
    values,
  };
}

function assetFor(device: Device): Asset {
  const { id, name, simulated, acceptedAt } = device;
  return { id, name, kind: 'other', simulated, createdAt: acceptedAt };
}

function rowsByNumber(batch: ReadingBatch): Map<number, LatestRow> {
  const rows = new Map<number, LatestRow>();
  for (let i = 0; i < batch.length; i++) rows.set(batch.series[i]!, latestRow(batch, i));
  return rows;
}
