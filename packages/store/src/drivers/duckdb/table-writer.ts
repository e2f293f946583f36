import {
  BIGINT,
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  UINTEGER,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** Rows of one chunk, fixed by the engine. */
const CHUNK_ROWS = 2048;
const NO_TEXTS = new ArrayBuffer(CHUNK_ROWS / 8);
const TYPES = { int: INTEGER, bigint: BIGINT, uint: UINTEGER, byte: UTINYINT, double: DOUBLE, text: VARCHAR };

export type ColumnKind = keyof typeof TYPES;

type Scratch = Int32Array | Uint32Array | Uint8Array | Float64Array;

const encoder = new TextEncoder();

/**
 * Appends rows to one table by copying whole columns into the engine's vectors (measured 3 times faster than its row
 * appender). A row is set column by column and ended by `next`; outside of a transaction `flush` is one commit.
 */
export class TableWriter {
  readonly #appender: DuckDBAppender;
  readonly #kinds: readonly ColumnKind[];
  readonly #chunk: DuckDBDataChunk;
  readonly #scratch: Scratch[];
  readonly #texts = new Map<number, Map<number, string>>();
  #row = 0;

  private constructor(appender: DuckDBAppender, kinds: readonly ColumnKind[]) {
    this.#appender = appender;
    this.#kinds = kinds;
    this.#chunk = DuckDBDataChunk.create(kinds.map((kind) => TYPES[kind]));
    this.#scratch = kinds.map(scratchOf);
    kinds.forEach((kind, column) => {
      if (kind === 'text') this.#texts.set(column, new Map());
    });
  }

  static async open(
    connection: DuckDBConnection,
    table: string,
    kinds: readonly ColumnKind[],
    catalog?: string,
  ): Promise<TableWriter> {
    return new TableWriter(await connection.createAppender(table, 'main', catalog), kinds);
  }

  /** Sets a column of the row at hand; a bigint column takes a whole number below 2^53. */
  set(column: number, value: number): void {
    const scratch = this.#scratch[column]!;
    if (this.#kinds[column] !== 'bigint') {
      scratch[this.#row] = value;
      return;
    }
    // Two halves of a little-endian 64-bit integer; a BigInt per row would be garbage.
    scratch[this.#row * 2] = value | 0;
    scratch[this.#row * 2 + 1] = Math.floor(value / 4_294_967_296);
  }

  setText(column: number, text: string): void {
    this.#texts.get(column)!.set(this.#row, text);
  }

  next(): void {
    if (++this.#row === CHUNK_ROWS) this.#emit();
  }

  flush(): void {
    this.#emit();
    this.#appender.flushSync();
  }

  #emit(): void {
    if (this.#row === 0) return;
    this.#chunk.reset();
    duckdb.data_chunk_set_size(this.#chunk.chunk, this.#row);
    this.#kinds.forEach((kind, column) => {
      const vector = duckdb.data_chunk_get_vector(this.#chunk.chunk, column);
      if (kind === 'text') this.#copyTexts(vector, column);
      else {
        const { buffer, byteLength } = this.#scratch[column]!;
        const bytes = (byteLength / CHUNK_ROWS) * this.#row;
        duckdb.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, 0, bytes);
      }
    });
    this.#appender.appendDataChunk(this.#chunk);
    this.#row = 0;
  }

  #copyTexts(vector: duckdb.Vector, column: number): void {
    const texts = this.#texts.get(column)!;
    duckdb.vector_ensure_validity_writable(vector);
    if (texts.size === 0) {
      duckdb.copy_data_to_vector_validity(vector, 0, NO_TEXTS, 0, NO_TEXTS.byteLength);
      return;
    }
    const valid = new Uint8Array(CHUNK_ROWS / 8);
    for (const row of texts.keys()) valid[row >> 3]! |= 1 << (row & 7);
    duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.byteLength);
    for (const [row, text] of texts) {
      duckdb.vector_assign_string_element_len(vector, row, encoder.encode(text));
    }
    texts.clear();
  }
}

function scratchOf(kind: ColumnKind): Scratch {
  if (kind === 'double') return new Float64Array(CHUNK_ROWS);
  if (kind === 'uint') return new Uint32Array(CHUNK_ROWS);
  if (kind === 'byte') return new Uint8Array(CHUNK_ROWS);
  return new Int32Array(kind === 'bigint' ? CHUNK_ROWS * 2 : CHUNK_ROWS);
}
