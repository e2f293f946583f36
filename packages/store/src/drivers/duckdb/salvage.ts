import { readRows } from './columns.ts';
import type { HotFile } from './hot-file.ts';
import { quote } from './tables.ts';

/** Rows of one block of a table, the least that is lost with a damaged place. */
const BLOCK_ROWS = 122_880;
const ATTACHED = 'damaged';

/**
 * Copies what can still be read of a damaged hot file into a new one, block by block. Every block carries a checksum:
 * a row is either as it was written or missing. Resolves to the number of readings saved; 0 if nothing can be read.
 */
export async function salvage(hot: HotFile, damagedFile: string): Promise<number> {
  const { keeper } = hot;
  try {
    await keeper.run(`ATTACH ${quote(damagedFile)} AS ${ATTACHED} (READ_ONLY)`);
  } catch {
    return 0;
  }
  try {
    await copyBlocks(hot, 'sources');
    await copyBlocks(hot, 'newest');
    await copyBlocks(hot, 'batches');
    await copyBlocks(hot, 'hot');
    const [saved] = await readRows<{ readings: number }>(keeper, 'SELECT count(*) AS readings FROM hot');
    return saved?.readings ?? 0;
  } finally {
    await keeper.run(`DETACH ${ATTACHED}`).catch(() => {});
  }
}

async function copyBlocks({ keeper }: HotFile, table: string): Promise<void> {
  const [size] = await readRows<{ last: number | null }>(
    keeper,
    `SELECT max(rowid) AS "last" FROM ${ATTACHED}.${table}`,
  ).catch(() => [{ last: null }]);
  for (let from = 0; from <= (size?.last ?? -1); from += BLOCK_ROWS) {
    // A block that can't be read is what is lost; the others are not.
    await keeper
      .run(
        `INSERT INTO ${table} SELECT * FROM ${ATTACHED}.${table}
         WHERE rowid >= ${from} AND rowid < ${from + BLOCK_ROWS}`,
      )
      .catch(() => {});
  }
}
