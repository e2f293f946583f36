import { BatchBuilder, type ReadingBatch } from '@musubi/schema';
import type { DeviceHandle } from '../../connector.ts';
import type { SourceTime } from '../../payload/source-time.ts';
import { addValue } from '../../value.ts';
import { meaningOf } from './cell.ts';
import { type Layout, layoutOf } from './columns.ts';
import { readFileTime } from './file-time.ts';
import { firstRows, type Row, rowsOf } from './rows.ts';
import { delimiterOf, type FileEncoding, textOfFile } from './text-of-file.ts';

/** Rows that are looked at to find out what a file is. */
const LOOK_AT = 200;
/** Readings that become durable together. */
const BATCH = 8_192;

export interface RowError {
  row: number;
  column?: string;
  code: string;
  detail: string;
}

/** A file of which the columns are known. */
export interface Table {
  text: string;
  encoding: FileEncoding;
  delimiter: string;
  layout: Layout;
  zone: string;
}

export async function openTable(bytes: Buffer, zone: string): Promise<Table> {
  const { text, encoding } = textOfFile(bytes);
  const delimiter = delimiterOf(text);
  const layout = layoutOf(await firstRows(text, delimiter, LOOK_AT), zone);
  return { text, encoding, delimiter, layout, zone };
}

/** The rows of data, without what stands above them. */
export async function* dataRows(table: Table): AsyncGenerator<Row> {
  for await (const row of rowsOf(table.text, table.delimiter)) {
    if (row.line >= table.layout.firstDataLine) yield row;
  }
}

/** What is wrong with a row as a whole; its readings can't be stored then. */
export function rowProblem(table: Table, row: Row, time: SourceTime): RowError | undefined {
  const { columns, time: timeColumns } = table.layout;
  const cells = timeColumns.map((i) => row.cells[i] ?? '');
  if (
    row.cells.length > columns.length &&
    row.cells.slice(columns.length).some((cell) => cell.trim() !== '')
  ) {
    return { row: row.line, code: 'file.too-many-cells', detail: `${row.cells.length} > ${columns.length}` };
  }
  if (readFileTime(cells, time, table.zone)) return undefined;
  const column = columns[timeColumns[0]!]!.title;
  return { row: row.line, column, code: 'file.bad-time', detail: cells.join(' ').slice(0, 60) };
}

/** Cells that don't fit their column; they are stored as they are, marked as of the wrong type. */
export function cellProblems(table: Table, row: Row): RowError[] {
  return table.layout.columns.flatMap((column, i) => {
    if (column.isTime || column.kind !== 'number') return [];
    const value = meaningOf(row.cells[i] ?? '');
    if (value == null || typeof value === 'number') return [];
    return [
      { row: row.line, column: column.title, code: 'file.not-a-number', detail: String(value).slice(0, 60) },
    ];
  });
}

/**
 * Reads a table into batches of one device; `onBatch` stores them, `onRefused` gets the rows that can't be read. Rows
 * with one and the same time are told apart by their order, so the same file read again gives the same keys.
 */
export async function readTable(
  table: Table,
  device: DeviceHandle,
  received: number,
  onBatch: (batch: ReadingBatch) => Promise<void>,
  onRefused: (row: Row, problem: RowError) => void,
): Promise<void> {
  const time: SourceTime = { ms: 0, ns: 0 };
  const series = seriesOf(table, device);
  const repeats = new Map<number, number>();
  let builder = new BatchBuilder(BATCH);
  for await (const row of dataRows(table)) {
    const problem = rowProblem(table, row, time);
    if (problem) {
      onRefused(row, problem);
      continue;
    }
    const sequence = time.ns * 1_000 + nextRepeat(repeats, time.ms * 1_000 + Math.floor(time.ns / 1_000));
    for (const { index, number, kind } of series) {
      const value = meaningOf(row.cells[index] ?? '');
      // An empty cell is a value that was not taken, and none is invented.
      if (value !== undefined) addValue(builder, number, kind, time.ms, received, value, sequence);
    }
    if (builder.length < BATCH - series.length) continue;
    await onBatch(builder.take());
    builder = new BatchBuilder(BATCH);
  }
  if (builder.length > 0) await onBatch(builder.take());
}

function nextRepeat(repeats: Map<number, number>, at: number): number {
  const count = repeats.get(at) ?? 0;
  repeats.set(at, count + 1);
  // Loggers write forwards: only the last times can repeat.
  if (repeats.size > 10_000) repeats.delete(repeats.keys().next().value!);
  return Math.min(count, 999);
}

function seriesOf(table: Table, device: DeviceHandle) {
  return table.layout.columns.flatMap((column, index) => {
    if (column.isTime) return [];
    const { kind, unit, key } = column;
    const number = device.series(key, { kind, unit, name: key.slice(0, 120) });
    return [{ index, number, kind: device.kind(number) }];
  });
}
