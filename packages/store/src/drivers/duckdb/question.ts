import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * A read in two steps: the SQL names the files it will read, these are checked against their hashes, then it is built
 * anew, without what was damaged, and run.
 */
export interface Question<T> {
  /** Undefined if there is nothing to ask for. */
  sql(): string | undefined;
  nothing: T;
  take(connection: DuckDBConnection, sql: string): Promise<T>;
}
