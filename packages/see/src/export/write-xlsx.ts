import { type ColumnDef, writeXlsxStream } from 'hucre/xlsx';
import type { LocalTime } from './local-time.ts';
import type { Cell, Table } from './table.ts';

const TIME_FORMAT = 'yyyy-mm-dd hh:mm:ss.000';

/**
 * A typed workbook in constant memory: numbers are numbers, times are dates on the site's wall clock, texts are
 * text cells, so that nothing a device sent is ever a formula. Rows beyond Excel's limit go on in further sheets.
 */
export async function* writeXlsx(table: Table, time: LocalTime): AsyncIterable<Uint8Array> {
  const columns: ColumnDef[] = table.header.map((header) => ({ header, width: 14 }));
  const iterator = table.rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  first.value?.forEach((cell: Cell, i: number) => {
    if (isTime(cell)) columns[i] = { header: table.header[i]!, width: 24, numFmt: TIME_FORMAT };
  });
  const rows = async function* () {
    for (let next = first; !next.done; next = await iterator.next()) {
      yield next.value.map((cell) => (isTime(cell) ? time.wall(cell.time) : cell));
    }
  };
  const book = writeXlsxStream(rows(), { name: table.name, columns, freezePane: { rows: 1 }, zip64: true });
  yield* book;
}

function isTime(cell: Cell | undefined): cell is { time: number } {
  return typeof cell === 'object' && cell !== null;
}
