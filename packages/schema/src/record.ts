import type { z } from 'zod';

/**
 * A kind of stored record: its schema, and the way from each older version to the newest. Schema, version and
 * migrations of one kind live in one file.
 */
export interface RecordKind<T> {
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** `migrations[v]` lifts a value of version v to v + 1. */
  readonly migrations: Readonly<Record<number, (old: unknown) => unknown>>;
  /** Members by which records may be looked up. */
  readonly indexes: readonly (keyof T & string)[];
}

export function defineRecord<S extends z.ZodType>(definition: {
  name: string;
  version: number;
  schema: S;
  migrations?: Record<number, (old: unknown) => unknown>;
  indexes?: readonly (keyof z.output<S> & string)[];
}): RecordKind<z.output<S>> {
  return {
    name: definition.name,
    version: definition.version,
    schema: definition.schema as unknown as z.ZodType<z.output<S>>,
    migrations: definition.migrations ?? {},
    indexes: definition.indexes ?? [],
  };
}
