import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentStore, RecordKeeper, SeriesKeeper } from '@musubi/store';

/** Left out: the server's certificate is made anew, and the recovery key can't lie in the box it opens. */
const NOT_COPIED = /^(server|recovery)\.|\.damaged-/;

export interface KeptState {
  series: SeriesKeeper;
  records: RecordKeeper;
  documents: DocumentStore;
  /** Folder of the private keys. */
  keys: string;
}

/** Copies a consistent state of everything into `folder`, laid out like the data folder, while writing goes on. */
export async function copyState(state: KeptState, folder: string): Promise<void> {
  const places = await Promise.all(
    ['records', 'series', 'documents', 'keys'].map(async (name) => {
      const place = join(folder, name);
      await mkdir(place, { recursive: true, mode: 0o700 });
      return place;
    }),
  );
  const [records = '', series = '', documents = '', keys = ''] = places;
  // Records last: whatever series and documents they speak of is then copied already.
  await state.series.snapshot(series);
  await state.documents.snapshot(documents);
  await state.records.snapshot(records);
  for (const name of await readdir(state.keys)) {
    if (!NOT_COPIED.test(name)) await copyFile(join(state.keys, name), join(keys, name));
  }
}
