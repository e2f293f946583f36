import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatedSeries, Reader, Selection } from '@musubi/store';

/** The selection as the store writes it, by way of a file in `scratchFolder` that is gone afterwards. */
export async function* writeParquet(
  gated: GatedSeries,
  reader: Reader,
  selection: Selection,
  scratchFolder: string,
): AsyncIterable<Uint8Array> {
  const folder = await mkdtemp(join(scratchFolder, 'musubi-export-'));
  try {
    const file = join(folder, 'readings.parquet');
    await gated.exportParquet(reader, selection, file);
    yield* createReadStream(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
