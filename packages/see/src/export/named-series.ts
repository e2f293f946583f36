import { assetRecord, deviceRecord, type RecordReader, type Series } from '@musubi/schema';

/** A series with the names of what it belongs to, as a file for people needs them. */
export interface NamedSeries {
  series: Series;
  device: string;
  asset: string;
}

export async function nameSeries(records: RecordReader, wanted: readonly Series[]): Promise<NamedSeries[]> {
  const devices = new Map((await records.list(deviceRecord)).map(({ id, value }) => [id, value]));
  const assets = new Map((await records.list(assetRecord)).map(({ id, value }) => [id, value.name]));
  return wanted.map((series) => {
    const device = devices.get(series.deviceId);
    return {
      series,
      device: device?.name ?? '',
      asset: assets.get(device?.assetId ?? '') ?? device?.name ?? '',
    };
  });
}
