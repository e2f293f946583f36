import { streamXlsxRows } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { localTime } from './local-time.ts';
import type { Cell } from './table.ts';
import { writeXlsx } from './write-xlsx.ts';

async function* rows(...all: Cell[][]): AsyncIterable<Cell[]> {
  yield* all;
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<unknown[][]> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const found: unknown[][] = [];
  for await (const row of streamXlsxRows(Buffer.concat(parts))) found.push(row.values);
  return found;
}

describe('an Excel export', () => {
  it('keeps numbers numbers, times dates and text text, also where it looks like a formula', async () => {
    const at = Date.UTC(2026, 10, 24, 0, 0, 0, 250);
    const table = {
      name: '測定値',
      header: ['時刻', '値', '文字の値'],
      rows: rows([{ time: at }, -1.25, '=1+1'], [{ time: at }, null, '材料待ち']),
    };
    const found = await read(writeXlsx(table, localTime('Asia/Tokyo')));
    expect(found[0]).toEqual(['時刻', '値', '文字の値']);
    expect((found[1]![0] as Date).toISOString()).toBe('2026-11-24T09:00:00.250Z');
    expect(found[1]!.slice(1)).toEqual([-1.25, '=1+1']);
    expect(found[2]!.slice(1)).toEqual([null, '材料待ち']);
  });

  it('is a readable file also without a row', async () => {
    const table = { name: 'Readings', header: ['Time'], rows: rows() };
    expect(await read(writeXlsx(table, localTime('UTC')))).toEqual([['Time']]);
  });
});
