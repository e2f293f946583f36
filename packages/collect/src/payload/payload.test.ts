import { BatchBuilder, Quality } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EmittedReading, TestContext } from '../testing/test-context.ts';
import { ArrivalStamps } from './arrival-stamps.ts';
import { readPayload } from './payload.ts';

const NOW = Date.UTC(2026, 10, 24);

async function read(payload: string | Uint8Array, path = '') {
  const context = new TestContext();
  const device = context.accept('press');
  const stamps = new ArrivalStamps();
  const delivery = { device, builder: new BatchBuilder(4), received: NOW, stamps, refused: [] };
  const refused = readPayload(Buffer.from(payload), path, delivery);
  const batch = delivery.builder.take();
  if (batch.length > 0) await context.emit(batch, device);
  return { context, refused, readings: context.readings };
}

const brief = (readings: EmittedReading[]) =>
  readings.map(({ key, time, sequence, number, text }) => [key, time - NOW, sequence, text ?? number]);

describe('a payload', () => {
  it('is read as keys with values, nested ones joined by a dot', async () => {
    const { readings, refused } = await read(
      '{"temp":21.5,"spindle":{"load":40,"on":true},"part":"A-1","v":[1,2]}',
    );
    expect(refused).toBeUndefined();
    expect(brief(readings)).toEqual([
      ['temp', 0, 0, 21.5],
      ['spindle.load', 0, 0, 40],
      ['spindle.on', 0, 0, 1],
      ['part', 0, 0, 'A-1'],
      ['v.0', 0, 0, 1],
      ['v.1', 0, 0, 2],
    ]);
  });

  it('may carry its time, in any of three names, and a sequence', async () => {
    const rows = [
      { ts: NOW + 5, values: { a: 1 }, sequence: 7 },
      { timestamp: new Date(NOW + 6).toISOString(), values: { a: 2 } },
      { time: (NOW + 7) / 1000, a: 3 },
      { key: 'b', time: NOW + 8, value: 'x', sequence: 1 },
    ];
    expect(brief((await read(JSON.stringify(rows))).readings)).toEqual([
      ['a', 5, 7, 1],
      ['a', 6, 0, 2],
      ['a', 7, 0, 3],
      ['b', 8, 1, 'x'],
    ]);
    const readings = [{ key: 'c', value: 1, time: NOW }];
    expect(brief((await read(JSON.stringify({ readings }))).readings)).toEqual([['c', 0, 0, 1]]);
  });

  it('may be columns: the times once, and for each key as many values, null where there is none', async () => {
    const columns = {
      time: [NOW, NOW + 1_000, new Date(NOW + 2_000).toISOString()],
      values: { temp: [20, null, 22], state: ['RUN', 'RUN', 'STOP'], door: [null, null, null] },
    };
    const { readings, refused } = await read(JSON.stringify(columns));
    expect(refused).toBeUndefined();
    expect(brief(readings)).toEqual([
      ['temp', 0, 0, 20],
      ['temp', 2_000, 0, 22],
      ['state', 0, 0, 'RUN'],
      ['state', 1_000, 0, 'RUN'],
      ['state', 2_000, 0, 'STOP'],
    ]);
  });

  it('keeps a column without its values aside, and all of them where a time can’t be read', async () => {
    const short = await read(JSON.stringify({ time: [NOW, NOW + 1], values: { a: [1, 2], b: [1], c: 3 } }));
    expect(brief(short.readings)).toEqual([
      ['a', 0, 0, 1],
      ['a', 1, 0, 2],
    ]);
    expect(short.refused).toMatchObject({ reason: 'payload.bad-column' });
    const badTime = await read(JSON.stringify({ time: [NOW, 'noon'], values: { a: [1, 2] } }));
    expect(badTime.readings).toEqual([]);
    expect(badTime.refused).toMatchObject({ reason: 'payload.bad-time' });
  });

  it('says the same in columns as in rows', async () => {
    const value = fc.oneof(fc.double(), fc.integer(), fc.constant('UNAVAILABLE'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 }), async (pairs) => {
        const time = pairs.map((_, i) => NOW + i);
        const rows = pairs.map(([a, b], i) => ({ time: time[i], values: { a, b } }));
        const columns = { time, values: { a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) } };
        const byKey = (readings: EmittedReading[]) =>
          readings
            .map((one) => JSON.stringify([one.key, one.time, one.quality, one.number, one.text]))
            .sort();
        // JSON turns NaN and ±Inf into null: «no value» in a row, «no reading» in a column.
        const kept = rows.map((row) => ({
          ...row,
          values: Object.fromEntries(
            Object.entries(row.values).filter(([, v]) => typeof v === 'string' || Number.isFinite(v)),
          ),
        }));
        const inRows = await read(
          JSON.stringify(kept.filter(({ values }) => Object.keys(values).length > 0)),
        );
        const inColumns = await read(JSON.stringify(columns));
        expect(byKey(inColumns.readings)).toEqual(byKey(inRows.readings));
      }),
      { numRuns: 50 },
    );
  });

  it('may be a plain value, its series named by where it was published', async () => {
    expect(brief((await read(' 21.5\n', 'room/temp')).readings)).toEqual([['room/temp', 0, 0, 21.5]]);
    expect(brief((await read('true', 'on')).readings)).toEqual([['on', 0, 0, 1]]);
    expect(brief((await read('停止', 'state')).readings)).toEqual([['state', 0, 0, '停止']]);
    expect(brief((await read('"00123"')).readings)).toEqual([['value', 0, 0, '00123']]);
  });

  it('keeps the same series apart when it comes twice in one millisecond without a time', async () => {
    const { readings } = await read('[{"a":1},{"a":1},{"a":2}]');
    expect(brief(readings)).toEqual([
      ['a', 0, 0, 1],
      ['a', 0, 1, 1],
      ['a', 0, 2, 2],
    ]);
  });

  it('does not decide a kind by a missing value', async () => {
    const { readings, context } = await read('[{"a":null},{"a":"RUN"}]');
    expect(readings.map(({ quality }) => quality)).toEqual([Quality.Unavailable, Quality.Good]);
    expect(context.hint('a')).toEqual({ kind: 'text' });
  });

  it('loses only the rows that can’t be read, and those can be delivered again', async () => {
    const { readings, refused } = await read(
      '[{"a":1},{"a":2,"time":"soon"},5,{"a":3,"time":"2026-02-30T00:00:00Z"}]',
    );
    expect(brief(readings)).toEqual([['a', 0, 0, 1]]);
    expect(refused?.reason).toBe('payload.bad-time');
    expect(refused?.detail).toContain('row 3: payload.bad-row');
    expect(JSON.parse(Buffer.from(refused!.raw).toString())).toHaveLength(3);
  });

  it.each([
    ['{"a":', 'payload.not-json'],
    ['', 'payload.empty'],
    [Uint8Array.of(0x81, 0xff), 'payload.not-text'],
    ['{}', 'payload.no-values'],
    ['[]', 'payload.no-values'],
    ['{"a":1,"sequence":-1,"values":{"b":1}}', 'payload.bad-sequence'],
    [`{"${'k'.repeat(201)}":1}`, 'payload.bad-key'],
    [`${'{"a":'.repeat(9)}1${'}'.repeat(9)}`, 'payload.too-deep'],
    [`{"time":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'payload.bad-time'],
  ])('that makes no sense is refused with its reason: %.40s', async (payload, reason) => {
    const { refused, readings } = await read(payload);
    expect(refused?.reason).toBe(reason);
    expect(readings).toEqual([]);
  });

  it('of any JSON is read or refused, never thrown at, and nothing inherited is touched', async () => {
    const names = fc.oneof(
      fc.string(),
      fc.constantFrom('time', 'values', 'readings', 'key', 'value', '__proto__'),
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
    })).value;
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        const { readings, refused } = await read(JSON.stringify(value));
        expect(readings.length > 0 || refused !== undefined).toBe(true);
      }),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('of any bytes is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const { readings, refused } = await read(bytes);
        expect(readings.length > 0 || refused !== undefined).toBe(true);
      }),
    );
  });
});
