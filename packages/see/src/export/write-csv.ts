import { numberCell, textCell } from './csv-cell.ts';
import type { LocalTime } from './local-time.ts';
import type { Cell, Table } from './table.ts';

/** Without it Excel reads UTF-8 as the system's old code page. */
const BYTE_ORDER_MARK = '\uFEFF';
const ROWS_AT_ONCE = 2_000;

/** RFC 4180 with CRLF, in UTF-8 with a byte order mark, times in ISO 8601 of the site's zone. */
export async function* writeCsv(table: Table, time: LocalTime): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  let text = `${BYTE_ORDER_MARK}${table.header.map(textCell).join(',')}\r\n`;
  let rows = 0;
  for await (const row of table.rows) {
    text += `${row.map((cell) => csvCell(cell, time)).join(',')}\r\n`;
    if (++rows % ROWS_AT_ONCE === 0) {
      yield encoder.encode(text);
      text = '';
    }
  }
  yield encoder.encode(text);
}

function csvCell(cell: Cell, time: LocalTime): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberCell(cell);
  return typeof cell === 'string' ? textCell(cell) : time.iso(cell.time);
}
