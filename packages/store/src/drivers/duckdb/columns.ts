import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { ReadingBatch } from '@musubi/schema';

/** Texts of a column: 1 + index into `texts` by row, 0 where there is none. */
export interface TextColumn {
  index: Uint32Array;
  texts: string[];
}

interface Kinds {
  double: Float64Array;
  uint: Uint32Array;
  byte: Uint8Array;
  text: TextColumn;
}

const NUMERIC = { double: Float64Array, uint: Uint32Array, byte: Uint8Array };

export interface Columns<K extends readonly (keyof Kinds)[]> {
  length: number;
  columns: { [I in keyof K]: Kinds[K[I]] };
}

/** Runs a query and takes its columns as typed arrays, without an object per row. The SQL casts to these kinds. */
export async function readColumns<const K extends readonly (keyof Kinds)[]>(
  connection: DuckDBConnection,
  sql: string,
  kinds: K,
): Promise<Columns<K>> {
  const result = await connection.run(sql);
  // All chunks are there already: fetching each by a promise took longer than the query (measured).
  const chunks = Array.from({ length: result.chunkCount }, (_, i) => result.getChunk(i));
  const length = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const columns = kinds.map((kind, column) => {
    if (kind === 'text') return readTexts(chunks, column, length);
    const Numbers = NUMERIC[kind];
    const values = new Numbers(length);
    let at = 0;
    for (const { chunk, rowCount } of chunks) {
      const vector = duckdb.data_chunk_get_vector(chunk, column);
      const bytes = duckdb.vector_get_data(vector, rowCount * Numbers.BYTES_PER_ELEMENT);
      values.set(new Numbers(bytes.buffer as ArrayBuffer, bytes.byteOffset, rowCount), at);
      at += rowCount;
    }
    return values;
  });
  return { length, columns: columns as unknown as Columns<K>['columns'] };
}

function readTexts(chunks: readonly DuckDBDataChunk[], column: number, length: number): TextColumn {
  const index = new Uint32Array(length);
  const texts: string[] = [];
  const known = new Map<string, number>();
  let at = 0;
  for (const chunk of chunks) {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
    const valid = duckdb.vector_get_validity(vector, Math.ceil(chunk.rowCount / 64) * 8) as Uint8Array | null;
    const holdsSome = valid === null || valid.some((byte) => byte !== 0);
    const values = holdsSome ? chunk.getColumnVector(column) : undefined;
    for (let row = 0; values && row < chunk.rowCount; row++) {
      if (valid && (valid[row >> 3]! & (1 << (row & 7))) === 0) continue;
      const text = values.getItem(row) as string;
      let place = known.get(text);
      if (place === undefined) {
        place = texts.push(text);
        known.set(text, place);
      }
      index[at + row] = place;
    }
    at += chunk.rowCount;
  }
  return { index, texts };
}

/** The select list of `readBatch` over a source with the columns of the hot table. */
export const BATCH_COLUMNS = `series::UINTEGER, time::DOUBLE, (time + delay)::DOUBLE, sequence::UINTEGER,
  quality::UTINYINT, number::DOUBLE, text`;

/** Runs a query whose select list is `BATCH_COLUMNS`. */
export async function readBatch(connection: DuckDBConnection, sql: string): Promise<ReadingBatch> {
  const kinds = ['uint', 'double', 'double', 'uint', 'byte', 'double', 'text'] as const;
  const { length, columns } = await readColumns(connection, sql, kinds);
  const [series, time, received, sequence, quality, number, text] = columns;
  return { length, series, time, received, sequence, quality, number, text: text.index, texts: text.texts };
}

/** Rows of plain values, for small answers. */
export async function readRows<T extends object>(connection: DuckDBConnection, sql: string): Promise<T[]> {
  const result = await connection.run(sql);
  return (await result.getRowObjectsJS()).map((row) => {
    const plain = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value,
    ]);
    return Object.fromEntries(plain) as T;
  });
}
