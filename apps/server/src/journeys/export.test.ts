import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { qualityName, type Series } from '@musubi/schema';
import { addDevice, exportReadings } from '@musubi/schema/api';
import { streamXlsxRows } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorizationOf } from '../product/devices.ts';
import { send } from '../product/person-client.ts';
import { rawReadings, seriesOf } from '../product/stored-readings.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** One reading, however it was exported. */
interface Row {
  series: string;
  time: number;
  number: number | null;
  text: string | null;
  quality: string;
}

const TOKYO_MS = 9 * 3_600_000;
const BEGIN = Date.UTC(2026, 10, 23, 22, 30);
const SPAN = { from: BEGIN, to: BEGIN + 600_000 };

let workshop: Workshop;
let series: Map<string, Series>;
let expected: Row[];
beforeAll(async () => {
  workshop = await openWorkshop('--time-zone=Asia/Tokyo');
  const { client, product } = workshop;
  const { device, credentials } = await client.call(addDevice, { name: '成形機 2号', connectionId: 'http' });
  const rows = Array.from({ length: 500 }, (_, i) => ({
    time: BEGIN + i * 1_003,
    values: {
      temperature: i === 250 ? null : Math.sin(i / 40) * 100,
      message: ['材料待ち', 'a, "quoted" word', '', 'line\none'][i % 4],
      running: i % 3 === 0,
    },
  }));
  const answer = await send(product.address, '/api/readings', {
    method: 'POST',
    headers: {
      authorization: authorizationOf({ id: device.id, ...credentials! }),
      'content-type': 'application/json',
    },
    body: JSON.stringify(rows),
  });
  expect(JSON.parse(answer.body.toString())).toEqual({ stored: 1_500, duplicates: 0, quarantined: 0 });
  series = await seriesOf(client, device.id);
  const raw = await rawReadings(client, idsOf(), SPAN);
  expected = sorted(
    [...series.values()].flatMap(({ id, name }) => {
      const { time, last, text, quality } = raw.get(id)!;
      return time.map((at, i) => ({
        series: name,
        time: at,
        number: last[i]!,
        text: text[i]!,
        quality: qualityName(quality[i]!),
      }));
    }),
  );
  expect(expected).toHaveLength(1_500);
});
afterAll(() => workshop[Symbol.asyncDispose]());

const idsOf = () => [...series.values()].map(({ id }) => id);

function sorted(rows: Row[]): Row[] {
  return rows.sort((a, b) => (a.series < b.series ? -1 : a.series > b.series ? 1 : a.time - b.time));
}

async function download(format: 'csv' | 'xlsx' | 'parquet'): Promise<Buffer> {
  const { client, product } = workshop;
  const query = new URLSearchParams({
    seriesIds: idsOf().join(','),
    from: String(SPAN.from),
    to: String(SPAN.to),
    format,
    language: 'en',
  });
  const answer = await send(product.address, `${exportReadings.path}?${query}`, {
    headers: { authorization: `Bearer ${client.token}` },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-disposition']).toContain(`.${format}`);
  return answer.body;
}

/** RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

it('is a CSV that people’s spreadsheets read, every reading as it is stored', async () => {
  const text = (await download('csv')).toString();
  expect(text.startsWith('\uFEFF')).toBe(true);
  const [header, ...rows] = readCsv(text.slice(1));
  expect(header).toEqual([
    'Time',
    'Received',
    'Machine',
    'Device',
    'Series',
    'Value',
    'Unit',
    'Text value',
    'Quality',
  ]);
  expect(rows[0]![0]).toContain('2026-11-24T07:30:00.000+09:00');
  const found = rows.map(([time, , , , name, value, , words, quality]) => ({
    series: name!,
    time: Date.parse(time!),
    number: value === '' ? null : Number(value),
    text: words === '' ? null : words!,
    quality: quality!,
  }));
  // An empty text and none are one in a CSV.
  expect(sorted(found)).toEqual(expected.map((row) => ({ ...row, text: row.text === '' ? null : row.text })));
});

it('is an Excel file with typed cells', async () => {
  const found: Row[] = [];
  for await (const { values } of streamXlsxRows(await download('xlsx'))) {
    if (values[0] === 'Time') continue;
    const [time, , , , name, number, , text, quality] = values;
    found.push({
      series: String(name),
      time: (time as Date).getTime() - TOKYO_MS,
      number: (number ?? null) as number | null,
      text: (text ?? null) as string | null,
      quality: String(quality),
    });
  }
  expect(sorted(found).map(({ text, ...row }) => ({ ...row, text: text || null }))).toEqual(
    expected.map(({ text, ...row }) => ({ ...row, text: text || null })),
  );
});

it('is a Parquet file that another program reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-export-'));
  const file = join(folder, 'readings.parquet');
  writeFileSync(file, await download('parquet'));
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
  const names = new Map([...series.values()].map(({ number, name }) => [number, name]));
  const found = reader.getRowObjectsJS().map((row) => ({
    series: names.get(Number(row.series))!,
    time: Number(row.time),
    number: row.number === null || Number.isNaN(row.number) ? null : Number(row.number),
    text: row.text as string | null,
    quality: qualityName(Number(row.quality)),
  }));
  expect(sorted(found)).toEqual(expected);
  connection.closeSync();
  rmSync(folder, { recursive: true, force: true });
});
