import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { TableWriter } from './table-writer.ts';
import { TABLES } from './tables.ts';

/** Readers at a time; each holds one of the process's few I/O threads while it runs. */
const READERS = 2;

export interface HotSettings {
  memoryLimitMb: number;
  threads: number;
}

const HOT = ['int', 'bigint', 'bigint', 'uint', 'byte', 'double', 'text', 'int', 'int'] as const;
const NEWEST = ['int', 'bigint', 'bigint', 'uint', 'byte', 'double', 'text'] as const;

type Writers = Awaited<ReturnType<typeof openWriters>>;

/** Writers by table; those of appends write through the writer, the newest readings through the housekeeper. */
async function openWriters(writer: DuckDBConnection, keeper: DuckDBConnection) {
  return {
    hot: await TableWriter.open(writer, 'hot', HOT),
    dirty: await TableWriter.open(writer, 'dirty', ['int', 'int']),
    incoming: await TableWriter.open(writer, 'incoming', ['int', 'int', 'bigint', 'uint'], 'temp'),
    newest: await TableWriter.open(keeper, 'newest', NEWEST),
  };
}

/** The open hot file with its connections: one appends, one keeps house, the others read. */
export class HotFile {
  readonly #instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
  readonly keeper: DuckDBConnection;
  readonly rows: Writers;
  readonly #free: DuckDBConnection[];
  readonly #readers: readonly DuckDBConnection[];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];

  private constructor(
    instance: DuckDBInstance,
    connections: { writer: DuckDBConnection; keeper: DuckDBConnection; readers: DuckDBConnection[] },
    rows: Writers,
  ) {
    this.#instance = instance;
    this.writer = connections.writer;
    this.keeper = connections.keeper;
    this.#readers = connections.readers;
    this.#free = [...connections.readers];
    this.rows = rows;
  }

  /** Opens or makes the file; rejects with the engine's error if it can't be read. */
  static async open(path: string, settings: HotSettings): Promise<HotFile> {
    const instance = await DuckDBInstance.create(path, {
      threads: String(settings.threads),
      memory_limit: `${settings.memoryLimitMb}MB`,
      temp_directory: `${path}.tmp`,
      // Automatic checkpoints stall the committer by up to 250 ms: they are made in quiet moments instead.
      checkpoint_threshold: '1TB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    try {
      const writer = await instance.connect();
      await writer.run('SET GLOBAL parquet_metadata_cache = true');
      await writer.run(TABLES);
      await writer.run(
        'CREATE TEMP TABLE incoming (row INTEGER, series INTEGER, time BIGINT, sequence UINTEGER)',
      );
      const keeper = await instance.connect();
      const readers: DuckDBConnection[] = [];
      while (readers.length < READERS) readers.push(await instance.connect());
      return new HotFile(instance, { writer, keeper, readers }, await openWriters(writer, keeper));
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** Lends a reading connection for as long as `task` takes. */
  async read<T>(task: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection =
      this.#free.pop() ?? (await new Promise<DuckDBConnection>((resolve) => this.#waiting.push(resolve)));
    try {
      return await task(connection);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(connection);
      else this.#free.push(connection);
    }
  }

  /** Runs `task` as one transaction of the housekeeper. */
  async keep<T>(task: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return inTransaction(this.keeper, task);
  }

  close(): void {
    for (const connection of [this.writer, this.keeper, ...this.#readers]) connection.disconnectSync();
    this.#instance.closeSync();
  }
}

/** Commits when `task` resolves, else rolls back and rejects with its error. */
export async function inTransaction<T>(
  connection: DuckDBConnection,
  task: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  await connection.run('BEGIN');
  try {
    const result = await task(connection);
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    // After a failed commit there is nothing left to roll back.
    await connection.run('ROLLBACK').catch(() => {});
    throw error;
  }
}
