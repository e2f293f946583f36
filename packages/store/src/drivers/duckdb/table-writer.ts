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

interface Scratch {
  int: Int32Array;
  /** Two halves of each number, filled by `setWhole`; a BigInt per row would be garbage. */
  bigint: Int32Array;
  uint: Uint32Array;
  byte: Uint8Array;
  double: Float64Array;
  /** Texts by row of the chunk; rows left out have none. */
  text: Map<number, string>;
}

export type ColumnKind = keyof Scratch;
type ScratchOf<K extends readonly ColumnKind[]> = { [I in keyof K]: Scratch[K[I]] };

const encoder = new TextEncoder();

/** Sets row `at` of a bigint column to a whole number of at most 2^53. */
export function setWhole(column: Int32Array, at: number, value: number): void {
  column[at * 2] = value | 0;
  column[at * 2 + 1] = Math.floor(value / 4_294_967_296);
}

/**
 * Appends rows to one table by copying whole columns into the engine's vectors (measured 3 times faster than its row
 * appender). Outside of a transaction `flush` is one commit.
 */
export class TableWriter<K extends readonly ColumnKind[]> {
  readonly #appender: DuckDBAppender;
  readonly #kinds: K;
  readonly #chunk: DuckDBDataChunk;
  readonly #scratch: ScratchOf<K>;

  private constructor(appender: DuckDBAppender, kinds: K) {
    this.#appender = appender;
    this.#kinds = kinds;
    this.#chunk = DuckDBDataChunk.create(kinds.map((kind) => TYPES[kind]));
    this.#scratch = kinds.map(scratchOf) as unknown as ScratchOf<K>;
  }

  static async open<const K extends readonly ColumnKind[]>(
    connection: DuckDBConnection,
    table: string,
    kinds: K,
    catalog?: string,
  ): Promise<TableWriter<K>> {
    return new TableWriter(await connection.createAppender(table, 'main', catalog), kinds);
  }

  /** Appends `rows` rows; `fill` sets `count` rows of each column, those from `from` on, beginning at place 0. */
  write(rows: number, fill: (columns: ScratchOf<K>, from: number, count: number) => void): void {
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - from);
      fill(this.#scratch, from, count);
      this.#append(count);
    }
  }

  flush(): void {
    this.#appender.flushSync();
  }

  #append(count: number): void {
    this.#chunk.reset();
    duckdb.data_chunk_set_size(this.#chunk.chunk, count);
    this.#kinds.forEach((_, column) => {
      const vector = duckdb.data_chunk_get_vector(this.#chunk.chunk, column);
      const scratch: Scratch[ColumnKind] = this.#scratch[column]!;
      if (scratch instanceof Map) copyTexts(vector, scratch);
      else {
        const bytes = (scratch.byteLength / CHUNK_ROWS) * count;
        duckdb.copy_data_to_vector(vector, 0, scratch.buffer as ArrayBuffer, 0, bytes);
      }
    });
    this.#appender.appendDataChunk(this.#chunk);
  }
}

function copyTexts(vector: duckdb.Vector, texts: Map<number, string>): void {
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

function scratchOf(kind: ColumnKind): Scratch[ColumnKind] {
  if (kind === 'text') return new Map();
  if (kind === 'double') return new Float64Array(CHUNK_ROWS);
  if (kind === 'uint') return new Uint32Array(CHUNK_ROWS);
  if (kind === 'byte') return new Uint8Array(CHUNK_ROWS);
  return new Int32Array(kind === 'bigint' ? CHUNK_ROWS * 2 : CHUNK_ROWS);
}
