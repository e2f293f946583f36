import type { FileDoor } from '../../collect-parts.ts';
import { collectBytes, importTable } from './import.ts';
import { cellProblems, dataRows, openTable, rowProblem } from './table.ts';

/** Larger tables go through a watched folder in parts, or are split. */
export const LARGEST_FILE = 64 * 1024 * 1024;
const ROWS_SHOWN = 50;
const ERRORS_SHOWN = 200;

/** Reads uploaded files; times without a zone are of `zone` (IANA, or `local` for this PC's). */
export function createFileDoor(zone = 'local'): FileDoor {
  return {
    async preview(content) {
      const table = await openTable(await collectBytes(content, LARGEST_FILE), zone);
      const { encoding, delimiter, layout } = table;
      const columns = layout.columns.map(({ title, kind, isTime }) => ({ name: title, kind, isTime }));
      const preview: Preview = { encoding, delimiter, columns, rows: [], rowCount: 0, errors: [] };
      const time = { ms: 0, ns: 0 };
      for await (const row of dataRows(table)) {
        preview.rowCount += 1;
        if (preview.rows.length < ROWS_SHOWN) preview.rows.push(row.cells);
        const problem = rowProblem(table, row, time);
        const problems = problem ? [problem] : cellProblems(table, row);
        if (preview.errors.length < ERRORS_SHOWN) preview.errors.push(...problems);
      }
      return preview;
    },

    async import(content, { deviceName }, context) {
      const bytes = await collectBytes(content, LARGEST_FILE);
      // Looked at first: what is no table at all is not kept either.
      await openTable(bytes, zone);
      const originalSha256 = await context.keepOriginal(once(bytes));
      const device = context.ownDevice(deviceName, deviceName);
      const imported = await importTable(bytes, device, zone, context);
      return { ...imported, originalSha256, deviceId: device.deviceId };
    },
  };
}

type Preview = Awaited<ReturnType<FileDoor['preview']>>;

/** Bytes as a stream of one part. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
