import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { StreamAnswer } from '@musubi/schema/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callAsViewer, HOUR, smallFactory } from '../testing/small-factory.ts';
import { mountExportReadings } from './export-readings.ts';

let scratchFolder: string;
beforeEach(() => {
  scratchFolder = mkdtempSync(join(tmpdir(), 'musubi-see-'));
});
afterEach(() => rmSync(scratchFolder, { recursive: true }));

async function exporter() {
  const factory = await smallFactory();
  const mounted = mountExportReadings({ ...factory.effects, scratchFolder });
  const start = factory.clock.now();
  await factory.append((batch) => {
    batch.addNumber(1, start, start + 5, -1.5);
    batch.addNumber(1, start + 1_000, start + 1_005, 2);
    batch.addText(2, start, start + 5, '=HYPERLINK("http://evil")');
  });
  const download = async (input: object) => {
    const span = { seriesIds: 'ser_load,ser_state', from: String(start), to: String(start + HOUR) };
    const answer = await callAsViewer<StreamAnswer>(mounted, { ...span, ...input });
    return { ...answer, bytes: await buffer(answer.body) };
  };
  return { download };
}

describe('an export', () => {
  it('is a CSV that Excel reads: byte order mark, local times, units, harmless texts', async () => {
    const { download } = await exporter();
    const { bytes, fileName, contentType } = await download({ format: 'csv' });
    expect(contentType).toBe('text/csv');
    expect(fileName).toBe('プレス3号機_2026-11-24_2026-11-24.csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, first, second, third] = bytes.toString().slice(1).split('\r\n');
    expect(header).toBe('時刻,受信時刻,設備,機器,項目,値,単位,文字の値,品質');
    expect(first).toBe(
      '2026-11-24T09:00:00.000+09:00,2026-11-24T09:00:00.005+09:00,プレス3号機,プレス3号機 後付け,負荷,-1.5,A,,Good',
    );
    expect(second).toContain(',2,A,');
    expect(third).toContain(`"'=HYPERLINK(""http://evil"")"`);
  });

  it('speaks English where asked to, and carries aggregates', async () => {
    const { download } = await exporter();
    const { bytes } = await download({
      format: 'csv',
      grain: 'minute',
      language: 'en',
      seriesIds: 'ser_load',
    });
    const [header, first] = bytes.toString().slice(1).split('\r\n');
    expect(header).toBe(
      'Time,Machine,Device,Series,Unit,Minimum,Maximum,Mean,First,Last,Readings,Missing (s),Text value',
    );
    expect(first).toContain(',A,-1.5,2,0.25,-1.5,2,2,');
  });

  it('is a Parquet file that leaves nothing behind', async () => {
    const { download } = await exporter();
    const { bytes } = await download({ format: 'parquet' });
    expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
    expect(readdirSync(scratchFolder)).toEqual([]);
    await expect(download({ format: 'parquet', grain: 'hour' })).rejects.toMatchObject({
      code: 'see.parquet-is-raw',
    });
  });
});
