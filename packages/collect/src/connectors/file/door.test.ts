import { Quality } from '@musubi/schema';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { TestContext } from '../../testing/test-context.ts';
import { createFileDoor, once } from './door.ts';

const door = createFileDoor('Asia/Tokyo');
const JAPANESE = [
  'データロガー GL840,,,',
  '日付,時刻,温度[℃],圧力（ＭＰａ）,状態',
  '2026/11/24,10:00:00,21.5,"1,013",運転',
  '2026/11/24,10:00:01,２２．５,---,運転',
  '2026/11/24,10:00:01,,0.5,停止',
  'かきくけこ,10:00:02,1,1,停止',
].join('\r\n');

const preview = (content: string | Uint8Array) =>
  door.preview(once(Buffer.from(content)), { fileName: 'a.csv' });

async function imported(content: string | Uint8Array, context = new TestContext()) {
  const result = await door.import(
    once(Buffer.from(content)),
    { fileName: 'a.csv', deviceName: '炉' },
    context,
  );
  return { result, context };
}

describe('a file of readings', () => {
  it.each([
    ['utf-8', Buffer.from(JAPANESE)],
    ['utf-8', Buffer.from(`\ufeff${JAPANESE}`)],
    ['cp932', iconv.encode(JAPANESE, 'cp932')],
  ] as const)('is shown before it is stored (%s)', async (encoding, bytes) => {
    const shown = await preview(bytes);
    expect(shown).toMatchObject({ encoding, delimiter: ',', rowCount: 4 });
    expect(shown.columns.map(({ name, kind, isTime }) => [name, kind, isTime])).toEqual([
      ['日付', 'text', true],
      ['時刻', 'text', true],
      ['温度[℃]', 'number', false],
      ['圧力（ＭＰａ）', 'number', false],
      ['状態', 'text', false],
    ]);
    expect(shown.errors).toMatchObject([{ row: 6, column: '日付', code: 'file.bad-time' }]);
  });

  it('is stored with names and units, its original kept, its bad rows set aside', async () => {
    const { result, context } = await imported(iconv.encode(JAPANESE, 'cp932'));
    expect(result).toMatchObject({ stored: 8, duplicates: 0, rowErrors: 1, deviceId: 'dev_炉' });
    expect(context.hint('温度')).toMatchObject({ unit: '°C', kind: 'number' });
    expect(context.hint('圧力')).toMatchObject({ unit: 'MPa' });
    expect(context.of('温度').map(({ number }) => number)).toEqual([21.5, 22.5]);
    expect(context.of('圧力').map(({ number, quality }) => [number, quality])).toEqual([
      [1013, Quality.Good],
      [Number.NaN, Quality.Unavailable],
      [0.5, Quality.Good],
    ]);
    expect(context.of('状態').map(({ time, sequence }) => [time, sequence])).toEqual([
      [Date.UTC(2026, 10, 24, 1, 0, 0), 0],
      [Date.UTC(2026, 10, 24, 1, 0, 1), 0],
      [Date.UTC(2026, 10, 24, 1, 0, 1), 1],
    ]);
    expect(context.originals).toHaveLength(1);
    expect(Buffer.from(context.refused[0]!.raw).toString()).toContain('かきくけこ');
  });

  it('imported twice is stored once', async () => {
    const { context } = await imported(JAPANESE);
    const { result } = await imported(JAPANESE, context);
    expect(result).toMatchObject({ stored: 0, duplicates: 8 });
  });

  it.each([
    ['time,a,b\n2026-11-24T01:00:00Z,1,x\n', ','],
    ['time\ta\tb\n2026-11-24T01:00:00Z\t1,5\tx\n', '\t'],
    ['time;a;b\n2026-11-24T01:00:00Z;1;x\n', ';'],
    ['2026-11-24T01:00:00Z,1,"x, ""y""\nz"\n', ','],
  ])('has its delimiter found, and needs no header', async (content, delimiter) => {
    expect((await preview(content)).delimiter).toBe(delimiter);
    expect((await imported(content)).result.stored).toBe(2);
  });

  it('may have a row of units below its header', async () => {
    const { context } = await imported('time,温度,電流\n,℃,A\n2026/11/24 10:00,20,3\n');
    expect(context.hint('温度')?.unit).toBe('°C');
    expect(context.hint('電流')?.unit).toBe('A');
  });

  it('keeps columns of one name apart', async () => {
    const { context } = await imported('time,T[℃],T[K],T[K]\n2026/11/24 10:00,20,293,294\n');
    expect(context.readings.map(({ key }) => key)).toEqual(['T', 'T[K]', 'T 2']);
  });

  it('marks a word among numbers, and says so beforehand', async () => {
    const rows = ['time,a', ...Array.from({ length: 300 }, (_, i) => `2026/11/24 10:00:${i % 60},${i}`)];
    const content = `${rows.join('\n')}\n2026/11/24 11:00,broken\n`;
    expect((await preview(content)).errors).toMatchObject([
      { row: 302, column: 'a', code: 'file.not-a-number' },
    ]);
    const { context } = await imported(content);
    expect(context.of('a').at(-1)).toMatchObject({ quality: Quality.WrongType, text: 'broken' });
  });

  it.each([
    ['', 'file.empty'],
    ['just text', 'file.empty'],
    ['a,b\n1,2\n3,4\n', 'file.no-time'],
  ])('that is no table of times is refused: %s', async (content, code) => {
    const context = new TestContext();
    await expect(imported(content, context)).rejects.toMatchObject({ code });
    expect(context.originals).toEqual([]);
  });

  it('of any bytes is read or refused with a code', async () => {
    const pieces = fc.constantFrom(
      '2026/11/24 10:00',
      'time',
      '1',
      ',',
      '\t',
      '"',
      '\n',
      '\r\n',
      'あ',
      '-',
      ';',
      '10:00',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
        await imported(parts.join('')).catch((error: { code?: string }) =>
          expect(error.code).toMatch(/^file\./),
        );
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await imported(bytes).catch((error: { code?: string }) => expect(error.code).toMatch(/^file\./));
      }),
    );
  });

  it('of many rows is stored row by row', async () => {
    const start = Date.UTC(2026, 10, 24);
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `${new Date(start + i * 100).toISOString()},${i},${i / 2}`,
    );
    const { result } = await imported(`time,a,b\n${rows.join('\n')}\n`);
    expect(result).toMatchObject({ stored: 40_000, rowErrors: 0 });
  });
});
