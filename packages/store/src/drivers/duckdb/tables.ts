/** The tables of the hot file. A reading's `delay` is received minus time; a `slot` is a minute or hour since 1970;
 * `clustered_hours` counts the first rows of `hours`, which are sorted by series. */
export const TABLES = `
CREATE TABLE IF NOT EXISTS hot (
  series INTEGER, time BIGINT, delay BIGINT, sequence UINTEGER, quality UTINYINT, number DOUBLE, text VARCHAR,
  source INTEGER, batch INTEGER);
CREATE TABLE IF NOT EXISTS minutes (
  series INTEGER, slot INTEGER, usable UINTEGER, numbers UINTEGER, unusable UINTEGER, low DOUBLE, high DOUBLE,
  total DOUBLE, head DOUBLE, tail DOUBLE, usable_from INTEGER, usable_to INTEGER, silence INTEGER, text VARCHAR);
CREATE TABLE IF NOT EXISTS hours (
  series INTEGER, slot INTEGER, usable UINTEGER, numbers UINTEGER, unusable UINTEGER, low DOUBLE, high DOUBLE,
  total DOUBLE, head DOUBLE, tail DOUBLE, usable_from INTEGER, usable_to INTEGER, silences INTEGER[], text VARCHAR);
CREATE TABLE IF NOT EXISTS dirty (series INTEGER, slot INTEGER);
CREATE TABLE IF NOT EXISTS sources (id INTEGER, connection VARCHAR, device VARCHAR);
CREATE TABLE IF NOT EXISTS newest (
  series INTEGER, time BIGINT, delay BIGINT, sequence UINTEGER, quality UTINYINT, number DOUBLE, text VARCHAR);
CREATE TABLE IF NOT EXISTS batches (
  source INTEGER, slot INTEGER, received_from BIGINT, received_to BIGINT, readings UINTEGER);
CREATE TABLE IF NOT EXISTS state (rolled_to INTEGER, logged_batch INTEGER, clustered_hours BIGINT);
`;

/** A text as an SQL literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Numbers as an SQL list; never empty. */
export function numbers(list: Iterable<number>): string {
  const joined = [...list].join(', ');
  return joined === '' ? 'NULL' : joined;
}

/** Files as the argument of `read_parquet`. */
export function parquet(files: readonly string[]): string {
  return `read_parquet([${files.map(quote).join(', ')}])`;
}
