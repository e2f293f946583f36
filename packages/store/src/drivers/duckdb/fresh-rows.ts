import type { ReadingBatch } from '@musubi/schema';
import { readColumns } from './columns.ts';
import type { Store } from './store.ts';
import { setWhole } from './table-writer.ts';
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
  const { writer } = store.hot;
  const { incoming } = store.hot.rows;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  incoming.write(rows.length, ([index, series, time, sequence], from, count) => {
    for (let i = 0; i < count; i++) {
      const row = rows[from + i]!;
      index[i] = row;
      series[i] = batch.series[row]!;
      setWhole(time, i, batch.time[row]!);
      sequence[i] = batch.sequence[row]!;
      first = Math.min(first, batch.time[row]!);
      last = Math.max(last, batch.time[row]!);
    }
  });
  incoming.flush();
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
