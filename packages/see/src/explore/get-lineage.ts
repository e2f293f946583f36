import { MusubiError } from '@musubi/base';
import {
  assetRecord,
  connectionRecord,
  deviceRecord,
  type FilterChain,
  filterChainRecord,
  type ReadingBatch,
  type RecordReader,
  textAt,
} from '@musubi/schema';
import { getLineage, type MountedContract, mount, type Output } from '@musubi/schema/api';
import type { GatedSeries, StoredOrigin } from '@musubi/store';
import { mustFindSeries } from '../find-series.ts';
import { readerOf } from '../reader-of.ts';

type Lineage = Output<typeof getLineage>;

/** Tells where one reading came from: device, connection, filter version, batch and place in the store. */
export function mountGetLineage(sources: { records: RecordReader; series: GatedSeries }): MountedContract {
  const { records } = sources;
  return mount(getLineage, async ({ seriesId, time }, { caller }) => {
    const reader = readerOf(caller);
    const [series] = await mustFindSeries(records, [seriesId]);
    const selection = { series: [series!.number], from: time, to: time + 1, limit: 1 };
    const batch = await sources.series.raw(reader, selection, 'trace');
    if (batch.length === 0) {
      throw new MusubiError('caller', 'see.no-reading', 'no reading of this series at this time', {
        details: { series: series!.name },
      });
    }
    const device = await records.get(deviceRecord, series!.deviceId);
    if (!device) throw new MusubiError('us', 'bug', `series ${seriesId} without its device`);
    const origin = await sources.series.origin(reader, series!.number, time, batch.sequence[0]!);
    const connectionId = origin?.batch?.connectionId ?? device.value.connectionId;
    const [asset, connection, chain] = await Promise.all([
      device.value.assetId ? records.get(assetRecord, device.value.assetId) : undefined,
      records.get(connectionRecord, connectionId),
      series!.filterChainId ? chainAt(records, series!.filterChainId, batch.received[0]!) : undefined,
    ]);
    return {
      reading: readingOf(batch),
      series: series!,
      device: device.value,
      ...(asset ? { asset: asset.value } : {}),
      ...(connection ? { connection: connection.value } : {}),
      ...(chain ? { filterChain: chain } : {}),
      ...placeOf(origin),
    };
  });
}

/** The version of a chain that was valid when the reading arrived. */
async function chainAt(
  records: RecordReader,
  id: string,
  receivedAt: number,
): Promise<FilterChain | undefined> {
  const versions = (await records.list(filterChainRecord, { where: { id } })).map(({ value }) => value);
  versions.sort((a, b) => b.version - a.version);
  return versions.find(({ validFrom }) => validFrom <= receivedAt);
}

function readingOf(batch: ReadingBatch): Lineage['reading'] {
  const number = batch.number[0]!;
  return {
    time: batch.time[0]!,
    received: batch.received[0]!,
    sequence: batch.sequence[0]!,
    number: Number.isFinite(number) ? number : null,
    text: textAt(batch, 0),
    quality: batch.quality[0]!,
  };
}

function placeOf(origin: StoredOrigin | undefined): Pick<Lineage, 'storedIn' | 'batch'> {
  const batch = origin?.batch;
  return {
    storedIn: {
      place: origin?.place ?? 'hot',
      ...(origin?.file === undefined ? {} : { file: origin.file }),
      ...(origin?.sha256 === undefined ? {} : { sha256: origin.sha256 }),
    },
    ...(batch
      ? {
          batch: {
            number: batch.number,
            receivedFrom: batch.receivedFrom,
            receivedTo: batch.receivedTo,
            readings: batch.readings,
          },
        }
      : {}),
  };
}
