import { MusubiError } from '@musubi/base';
import type { RecordReader } from '@musubi/schema';
import {
  exportReadings,
  type Input,
  type MountedContract,
  mount,
  type StreamAnswer,
} from '@musubi/schema/api';
import type { GatedSeries, Reader } from '@musubi/store';
import { mustFindSeries } from '../find-series.ts';
import { readerOf } from '../reader-of.ts';
import { type LocalTime, localTime } from './local-time.ts';
import { type NamedSeries, nameSeries } from './named-series.ts';
import { bucketTable, rawTable } from './readings-table.ts';
import type { Table } from './table.ts';
import { writeCsv } from './write-csv.ts';
import { writeParquet } from './write-parquet.ts';
import { writeXlsx } from './write-xlsx.ts';

type Wanted = Input<typeof exportReadings>;

interface Sources {
  records: RecordReader;
  series: GatedSeries;
  timeZone: string;
  scratchFolder: string;
}

const BUCKET_MS = { minute: 60_000, hour: 3_600_000 } as const;

/** Streams readings of any number to a file for people (CSV, Excel) or for machines (Parquet). */
export function mountExportReadings(sources: Sources): MountedContract {
  const time = localTime(sources.timeZone);
  return mount(exportReadings, async (wanted, { caller }): Promise<StreamAnswer> => {
    checkWanted(wanted);
    const reader = readerOf(caller);
    const ids = [...new Set(wanted.seriesIds.split(',').filter((id) => id !== ''))];
    const named = await nameSeries(sources.records, await mustFindSeries(sources.records, ids));
    if (named.length === 0) throw new MusubiError('caller', 'see.no-series', 'no series named');
    return {
      contentType: exportReadings.stream![['csv', 'xlsx', 'parquet'].indexOf(wanted.format)]!,
      fileName: fileName(named, wanted, time),
      body: body(sources, reader, named, wanted, time),
    };
  });
}

function checkWanted({ from, to, format, grain }: Wanted): void {
  if (to <= from) throw new MusubiError('caller', 'see.empty-span', 'the end is not after the beginning');
  if (format === 'parquet' && grain !== 'raw') {
    throw new MusubiError('caller', 'see.parquet-is-raw', 'Parquet carries raw readings only');
  }
}

function body(
  sources: Sources,
  reader: Reader,
  named: readonly NamedSeries[],
  wanted: Wanted,
  time: LocalTime,
): AsyncIterable<Uint8Array> {
  const span = { from: wanted.from, to: wanted.to };
  if (wanted.format === 'parquet') {
    const selection = { series: named.map(({ series }) => series.number), ...span };
    return writeParquet(sources.series, reader, selection, sources.scratchFolder);
  }
  const table: Table =
    wanted.grain === 'raw'
      ? rawTable(sources.series, reader, named, span, wanted.language)
      : bucketTable(
          sources.series,
          reader,
          named,
          { ...span, bucketMs: BUCKET_MS[wanted.grain] },
          wanted.language,
        );
  return wanted.format === 'csv' ? writeCsv(table, time) : writeXlsx(table, time);
}

/** `プレス3号機_2026-11-24_2026-11-25.csv`; the names of people's things, without what file systems refuse. */
function fileName(named: readonly NamedSeries[], { from, to, format }: Wanted, time: LocalTime): string {
  const assets = new Set(named.map(({ asset }) => asset));
  const what = assets.size === 1 ? [...assets][0]! : `musubi_${named.length}`;
  const safe = what.replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, '_').slice(0, 60);
  return `${safe}_${time.iso(from).slice(0, 10)}_${time.iso(to - 1).slice(0, 10)}.${format}`;
}
