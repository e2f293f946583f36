import type { ReadingBatch } from '@musubi/schema';
import { readColumns } from './columns.ts';
import type { Store } from './store.ts';
import { parquet } from './tables.ts';

/**
 * Of rows that are not newer than their series' newest, those whose key is stored nowhere yet, ascending; of equal
 * ones the first. Runs in the writer's transaction, so that it sees what the same commit brought.
 */
export async function freshAmong(
  store: Store,
  batch: ReadingBatch,
  rows: readonly number[],
): Promise<readonly number[]> {
  const { writer, incomingRows } = store.hot;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const time = batch.time[row]!;
    first = Math.min(first, time);
    last = Math.max(last, time);
    incomingRows.set(0, row);
    incomingRows.set(1, batch.series[row]!);
    incomingRows.set(2, time);
    incomingRows.set(3, batch.sequence[row]!);
    incomingRows.next();
  }
  incomingRows.flush();
  const known = (source: string) =>
    `SELECT incoming.row FROM ${source} AS stored JOIN incoming USING (series, time, sequence)
     WHERE stored.time BETWEEN ${first} AND ${last}`;
  const sources = [known('hot')];
  const files = store.days.files('raw', { from: first, to: last + 1 });
  if (files.length > 0) sources.push(known(parquet(files)));
  const { columns } = await readColumns(
    writer,
    `SELECT min(row)::UINTEGER AS row FROM incoming WHERE row NOT IN (${sources.join(' UNION ALL ')})
     GROUP BY series, time, sequence ORDER BY 1`,
    ['uint'],
  );
  await writer.run('DELETE FROM incoming');
  return [...columns[0]];
}
