import { MusubiError } from '@musubi/base';
import type { ConnectorContext, DeviceHandle } from '../../connector.ts';
import type { Row } from './rows.ts';
import { openTable, type RowError, readTable, type Table } from './table.ts';

export interface Imported {
  stored: number;
  duplicates: number;
  rowErrors: number;
}

/** Bad rows that are kept for replay; the original has them all. */
const MOST_KEPT = 1_000;

/** Stores the readings of a file; rows that can't be read go to quarantine as a table of their own. */
export async function importTable(
  bytes: Buffer,
  device: DeviceHandle,
  zone: string,
  context: ConnectorContext,
): Promise<Imported> {
  const table = await openTable(bytes, zone);
  const total: Imported = { stored: 0, duplicates: 0, rowErrors: 0 };
  const kept: Row[] = [];
  const problems: RowError[] = [];
  await readTable(
    table,
    device,
    context.clock.now(),
    async (batch) => {
      const delivered = await context.emit(batch, device);
      total.stored += delivered.stored;
      total.duplicates += delivered.duplicates;
    },
    (row, problem) => {
      total.rowErrors += 1;
      if (kept.length < MOST_KEPT) kept.push(row);
      if (problems.length < 20) problems.push(problem);
    },
  );
  if (kept.length > 0) {
    const detail = problems.map(({ row, code, detail }) => `row ${row}: ${code} ${detail}`).join('; ');
    const reason = problems[0]!.code;
    const raw = Buffer.from(csvOf(table, kept));
    await context.quarantine({ address: device.address, raw, reason, detail: detail.slice(0, 500) });
  }
  return total;
}

/** Bytes of a stream, at most `largest`; rejects with `file.too-large` beyond. */
export async function collectBytes(content: AsyncIterable<Uint8Array>, largest: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.byteLength;
    if (size > largest) {
      throw new MusubiError('caller', 'file.too-large', `above ${largest} bytes`, { details: { largest } });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function csvOf(table: Table, rows: readonly Row[]): string {
  const header = table.layout.columns.map(({ title }) => title);
  return [header, ...rows.map(({ cells }) => cells)].map((cells) => cells.map(quoted).join(',')).join('\r\n');
}

function quoted(cell: string): string {
  return /[",\r\n\t;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
