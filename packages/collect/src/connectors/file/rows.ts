import { Readable } from 'node:stream';
import { MusubiError, reasonOf } from '@musubi/base';
import { CsvError, parse } from 'csv-parse';

/** One row of a table; `line` is where it begins, from 1. */
export interface Row {
  line: number;
  cells: string[];
}

const PORTION = 256 * 1024;

/** The rows of a table, one by one; quotes that make no sense are letters. Throws `file.not-a-table`. */
export async function* rowsOf(text: string, delimiter: string): AsyncGenerator<Row> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1024 * 1024,
  });
  const source = Readable.from(portions(text));
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError
      ? new MusubiError('caller', 'file.not-a-table', reasonOf(error), { cause: error })
      : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function* portions(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PORTION) yield text.slice(at, at + PORTION);
}

/** The first rows, for finding out what the columns are. */
export async function firstRows(text: string, delimiter: string, most: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of rowsOf(text, delimiter)) {
    rows.push(row);
    if (rows.length >= most) break;
  }
  return rows;
}
