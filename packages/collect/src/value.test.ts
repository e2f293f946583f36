import { BatchBuilder, isUsable, Quality, textAt, type ValueKind } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addValue, kindOfValue } from './value.ts';

function read(kind: ValueKind, value: unknown) {
  const builder = new BatchBuilder(1);
  const quality = addValue(builder, 7, kind, 1_000, 1_001, value, 3);
  const batch = builder.take();
  expect(batch.length).toBe(1);
  expect(batch.quality[0]).toBe(quality);
  return { quality, number: batch.number[0], text: textAt(batch, 0), sequence: batch.sequence[0] };
}

describe('what a payload holds becomes one reading', () => {
  it.each([
    ['number', 12.5, Quality.Good, 12.5, null],
    ['number', ' -1.5e3 ', Quality.Good, -1500, null],
    ['number', 7n, Quality.Good, 7, null],
    ['number', Number.NaN, Quality.NotANumber, Number.NaN, 'NaN'],
    ['number', 'nan', Quality.NotANumber, Number.NaN, 'nan'],
    ['number', Number.NEGATIVE_INFINITY, Quality.Infinite, Number.NaN, '-Infinity'],
    ['number', '1e999', Quality.Infinite, Number.NaN, '1e999'],
    ['number', 'stuck', Quality.WrongType, Number.NaN, 'stuck'],
    ['number', '0x10', Quality.WrongType, Number.NaN, '0x10'],
    ['number', true, Quality.WrongType, Number.NaN, 'true'],
    ['number', { a: 1 }, Quality.WrongType, Number.NaN, '{"a":1}'],
    ['number', 'UNAVAILABLE', Quality.Unavailable, Number.NaN, 'UNAVAILABLE'],
    ['number', null, Quality.Unavailable, Number.NaN, ''],
    ['boolean', true, Quality.Good, 1, null],
    ['boolean', 'OFF', Quality.Good, 0, null],
    ['boolean', 2, Quality.WrongType, Number.NaN, '2'],
    ['text', '0012', Quality.Good, Number.NaN, '0012'],
    ['text', 12, Quality.Good, Number.NaN, '12'],
    ['state', 'UNAVAILABLE', Quality.Unavailable, Number.NaN, 'UNAVAILABLE'],
    ['state', '稼働', Quality.Good, Number.NaN, '稼働'],
  ] as const)('%s series, %o', (kind, value, quality, number, text) => {
    expect(read(kind, value)).toEqual({ quality, number, text, sequence: 3 });
  });

  it('cuts a text that is too long and says so', () => {
    const { quality, text } = read('text', 'x'.repeat(10_000));
    expect(quality).toBe(Quality.Uncertain);
    expect(text).toHaveLength(4_000);
  });

  it('never invents a number: a usable number is the value itself, an unusable one has none', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const { quality, number } = read('number', value);
        if (isUsable(quality)) expect(number).toBe(Number(value));
        else expect(number).toBeNaN();
      }),
    );
  });

  it('takes digits in quotes as text, so that serial numbers stay whole', () => {
    expect([1, 2n, true, '007', null, {}].map(kindOfValue)).toEqual([
      'number',
      'number',
      'boolean',
      'text',
      'text',
      'text',
    ]);
  });
});
