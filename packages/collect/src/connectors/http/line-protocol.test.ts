import { BatchBuilder } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArrivalStamps } from '../../payload/arrival-stamps.ts';
import type { RefusedRow } from '../../payload/delivery.ts';
import { TestContext } from '../../testing/test-context.ts';
import { type Precision, readLineProtocol } from './line-protocol.ts';

const NOW = Date.UTC(2026, 10, 24);

async function read(text: string, precision: Precision = 'ns') {
  const context = new TestContext();
  const device = context.accept('press');
  const refused: RefusedRow[] = [];
  const delivery = {
    device,
    builder: new BatchBuilder(),
    received: NOW,
    stamps: new ArrivalStamps(),
    refused,
  };
  readLineProtocol(text, precision, delivery);
  await context.emit(delivery.builder.take(), device);
  const rows = context.readings.map(({ key, time, sequence, number, text }) => [
    key,
    time,
    sequence,
    text ?? number,
  ]);
  return { rows, refused };
}

describe('line protocol', () => {
  it('names a series by measurement, sorted tags and field, and keeps nanoseconds', async () => {
    const { rows } = await read(
      'env,room=b,floor=1 temp=21.5,count=3i,on=true,note="a, b" 1700000000123456789',
    );
    expect(rows).toEqual([
      ['env,floor=1,room=b.temp', 1_700_000_000_123, 456_789, 21.5],
      ['env,floor=1,room=b.count', 1_700_000_000_123, 456_789, 3],
      ['env,floor=1,room=b.on', 1_700_000_000_123, 456_789, 1],
      ['env,floor=1,room=b.note', 1_700_000_000_123, 456_789, 'a, b'],
    ]);
  });

  it.each([
    ['s', '1700000000', 1_700_000_000_000, 0],
    ['ms', '1700000000123', 1_700_000_000_123, 0],
    ['us', '1700000000123456', 1_700_000_000_123, 456_000],
  ] as const)('reads times in %s', async (precision, time, ms, ns) => {
    expect((await read(`m a=1 ${time}`, precision)).rows).toEqual([['m.a', ms, ns, 1]]);
  });

  it('unescapes names, tags and texts by their own rules', async () => {
    const { rows } = await read('my\\ mea\\,s,ta\\=g=v\\ 1 fi\\ eld="say \\"hi\\" \\\\ \\n" 1000000');
    expect(rows).toEqual([['my mea,s,ta=g=v 1.fi eld', 1, 0, 'say "hi" \\ \\n']]);
  });

  it('goes over lines: comments, empty ones, CRLF, a text that holds a line feed', async () => {
    const { rows } = await read('# c\r\n\r\nm a=1 1000000\r\nm b="x\ny",c=2 1000000');
    expect(rows).toEqual([
      ['m.a', 1, 0, 1],
      ['m.b', 1, 0, 'x\ny'],
      ['m.c', 1, 0, 2],
    ]);
  });

  it('without a time takes the arrival', async () => {
    expect((await read('m a=1\nm a=2')).rows).toEqual([
      ['m.a', NOW, 0, 1],
      ['m.a', NOW, 1, 2],
    ]);
  });

  it.each([
    'm',
    'm a',
    'm a=',
    'm,t a=1',
    ',t=1 a=1',
    'm a="x',
    'm a=1 soon',
    'm a=1 -5',
    'm a="x"y',
    'm a=0x1',
  ])('refuses %s with its row', async (line) => {
    const { rows, refused } = await read(`m ok=1 1000000\n${line}`);
    expect(rows).toHaveLength(1);
    expect(refused).toMatchObject([{ row: 2, reason: 'payload.bad-line', raw: line }]);
  });

  it('written with escapes is read back', async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 10 })
      .filter((text) => !/[\\\n\r#]|^\s|\s$|^$/.test(text));
    const escaped = (text: string) => text.replaceAll(/[,= ]/g, (letter) => `\\${letter}`);
    const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    await fc.assert(
      fc.asyncProperty(name, name, fc.string({ maxLength: 20 }), async (measurement, field, text) => {
        fc.pre(!measurement.includes('"') && !field.includes('"') && !/[\r\n]/.test(text));
        const { rows } = await read(`${escaped(measurement)} ${escaped(field)}=${quote(text)} 5000000`);
        expect(rows).toEqual([[`${measurement}.${field}`, 5, 0, text]]);
      }),
    );
  });

  it('never throws', async () => {
    const pieces = fc.constantFrom('m', ',', '=', ' ', '"', '\\', '\n', '1', 'i', 'é', '#');
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        await read(parts.join(''));
      }),
    );
  });
});
