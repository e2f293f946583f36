import { Quality } from '@musubi/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestContext } from '../../testing/test-context.ts';
import { readDeviceModel } from './device-model.ts';
import { ShdrLines } from './lines.ts';
import { ShdrDecoder } from './payload.ts';

const NOW = Date.UTC(2026, 10, 24);
const AT = '2026-11-24T00:00:00.1234567Z';
const MODEL = `<?xml version="1.0"?><m:MTConnectDevices xmlns:m="urn:x"><m:Devices><m:Device name="OKUMA" id="d">
 <DataItems><DataItem id="av" name="avail" category="EVENT" type="AVAILABILITY"/></DataItems>
 <Components><Axes id="a"><Components><Linear id="x" name="X"><DataItems>
  <DataItem id="xl" name="Xload" category="SAMPLE" type="LOAD" units="PERCENT"/>
  <DataItem id="xf" category="SAMPLE" type="VELOCITY" units="MILLIMETER/SECOND" nativeUnits="MILLIMETER/MINUTE"><Source>Xfeed</Source></DataItem>
  <DataItem id="xs" name="Xvib" category="SAMPLE" type="ACCELERATION" units="MILLIMETER/SECOND^2" representation="TIME_SERIES"/>
 </DataItems></Linear></Components></Axes>
 <Path id="p"><DataItems>
  <DataItem id="pos" category="SAMPLE" type="PATH_POSITION" units="MILLIMETER_3D"/>
  <DataItem id="part" category="EVENT" type="PART_COUNT"/>
  <DataItem id="msg" category="EVENT" type="MESSAGE"/>
  <DataItem id="vars" category="EVENT" type="VARIABLE" representation="DATA_SET"/>
  <DataItem id="wo" category="EVENT" type="WORK_OFFSET" representation="TABLE"/>
  <DataItem id="sys" category="CONDITION" type="SYSTEM"/>
 </DataItems></Path></Components></m:Device></m:Devices></m:MTConnectDevices>`;

async function read(text: string, model?: string) {
  const context = new TestContext();
  const handle = (name: string) => context.ownDevice(name);
  const decoder = new ShdrDecoder({ main: 'OKUMA', handle }, model ? readDeviceModel(model) : undefined);
  const problems: string[] = [];
  for (const line of new ShdrLines().push(Buffer.from(`${text}\n`), (long) => problems.push(long))) {
    const problem = decoder.read(line, NOW);
    if (problem) problems.push(problem);
  }
  for (const { batch, device } of decoder.take()) await context.emit(batch, device);
  const rows = context.readings.map(({ key, number, text }) => [key, text ?? number]);
  return { context, rows, problems };
}

describe('a line of an MTConnect adapter', () => {
  it('is pairs of items and values at one time, to the tick', async () => {
    const { rows, context } = await read(`${AT}|avail|AVAILABLE|Xload|5.6E1|prog|O1234.MIN`);
    expect(rows).toEqual([
      ['avail', 'AVAILABLE'],
      ['Xload', 56],
      ['prog', 'O1234.MIN'],
    ]);
    expect(context.readings[0]).toMatchObject({ time: NOW + 123, sequence: 4567 * 4096, received: NOW });
    expect(context.hint('avail')?.kind).toBe('state');
    expect(context.hint('prog')?.kind).toBe('text');
  });

  it('takes units, names and kinds from the device model', async () => {
    const { context } = await read(`${AT}|Xload|UNAVAILABLE|Xfeed|100|part|3|pos|1 2 3`, MODEL);
    expect(context.hint('Xload')).toEqual({ kind: 'number', unit: '%', isCounter: false, name: 'X Xload' });
    expect(context.hint('Xfeed')?.unit).toBe('mm/min');
    expect(context.hint('part')).toMatchObject({ kind: 'number', isCounter: true });
    expect(context.hint('pos.x')).toMatchObject({ kind: 'number', unit: 'mm' });
    expect(context.of('Xload')[0]).toMatchObject({ quality: Quality.Unavailable, text: 'UNAVAILABLE' });
  });

  it('does not let UNAVAILABLE decide a kind', async () => {
    const { context } = await read(`${AT}|a|UNAVAILABLE|b|UNAVAILABLE|c|1\n${AT}|a|READY|b|2`);
    expect(context.hint('a')?.kind).toBe('state');
    expect(context.hint('b')?.kind).toBe('number');
    expect(context.of('a').map(({ quality }) => quality)).toEqual([Quality.Unavailable, Quality.Good]);
  });

  it.each([[undefined], [MODEL]])(
    'holds conditions, messages, positions and sets, with a model or without',
    async (model) => {
      const { rows, problems } = await read(
        [
          `${AT}|sys|NORMAL||||`,
          `${AT}|sys|FAULT|E12|3|HIGH|Coolant low`,
          `${AT}|msg|M7|Change \u5de5\u5177`,
          `${AT}|pos|1.5 -2 3e2`,
          `${AT}|vars|{a=1 b='two words' c}`,
          `${AT}|wo|{G54={X=1 Y=2.5} G55={X=3}}`,
        ].join('\n'),
        model,
      );
      expect(problems).toEqual([]);
      expect(rows).toEqual([
        ['sys', 'NORMAL'],
        ['sys', 'FAULT'],
        ['sys.code', 'E12'],
        ['sys.severity', '3'],
        ['sys.qualifier', 'HIGH'],
        ['sys.text', 'Coolant low'],
        ['msg', 'Change 工具'],
        ['msg.code', 'M7'],
        ['pos.x', 1.5],
        ['pos.y', -2],
        ['pos.z', 300],
        ['vars.a', 1],
        ['vars.b', 'two words'],
        ['vars.c', ''],
        ['wo.G54.X', 1],
        ['wo.G54.Y', 2.5],
        ['wo.G55.X', 3],
      ]);
    },
  );

  it.each([[undefined], [MODEL]])('spreads a time series at its rate up to its stamp', async (model) => {
    const { context, rows } = await read('2026-11-24T00:00:01Z|Xvib|4|1000|1 2 3 4', model);
    expect(rows).toHaveLength(4);
    expect(context.of('Xvib').map(({ time }) => time - NOW)).toEqual([997, 998, 999, 1000]);
  });

  it('may lack its time or count from a start', async () => {
    const { context } = await read('|a|1\n1000|b|1\n1500.5|b|2');
    expect(context.of('a')[0]!.time).toBe(NOW);
    expect(context.of('b').map(({ time, sequence }) => [time - NOW, sequence])).toEqual([
      [0, 0],
      [500, 5000 * 4096],
    ]);
    expect((await read(`${AT}@2.5|a|1`)).context.of('a')[0]!.time).toBe(NOW + 123);
  });

  it('tells repeats of one item at one stamp apart, alike each time', async () => {
    const text = `${AT}|a|1\n${AT}|a|2\n2026-11-24T00:00:01Z|a|3\n${AT}|a|4`;
    const sequences = (await read(text)).context.of('a').map(({ sequence }) => sequence % 4096);
    expect(sequences).toEqual([0, 1, 0, 2]);
    expect((await read(text)).context.of('a').map(({ sequence }) => sequence % 4096)).toEqual(sequences);
  });

  it('names another device before a colon', async () => {
    const { context } = await read(`${AT}|LATHE:a|1|b|2`);
    expect(context.readings.map(({ deviceId, key }) => [deviceId, key])).toEqual(
      [
        ['dev_OKUMA', 'b'],
        ['dev_LATHE', 'a'],
      ].toSorted(([a]) => (context.readings[0]!.deviceId === a ? -1 : 1)),
    );
  });

  it('brings whole assets, over many lines, and their end', async () => {
    const { rows } = await read(
      `${AT}|@ASSET@|T1|CuttingTool|--multiline--ABCD\n<a>\n b|c\n</a>\n--multiline--ABCD\n${AT}|@ASSET@|T2|CuttingTool|<x/>\n${AT}|@UPDATE_ASSET@|T1|CuttingTool|Life|3\n${AT}|@REMOVE_ASSET@|T2\n${AT}|@REMOVE_ALL_ASSETS@|CuttingTool`,
    );
    expect(rows).toEqual([
      ['@asset:CuttingTool', '<a>\n b|c\n</a>'],
      ['@asset:CuttingTool', '<x/>'],
      ['@asset:CuttingTool', 'UPDATED T1 Life|3'],
      ['@asset:CuttingTool', 'REMOVED T2'],
      ['@asset:CuttingTool', 'REMOVED ALL'],
    ]);
  });

  it('may hold pipes in quotes', async () => {
    const { rows } = await read(`${AT}|prog|"a \\| b"|note|say "hi"|q|"open`);
    expect(rows).toEqual([
      ['prog', 'a | b'],
      ['note', 'say "hi"'],
      ['q', '"open'],
    ]);
  });

  it.each(['no pipe at all', 'yesterday|a|1', `${AT}|a|1|b|2|c`, `${AT}||1`, `${AT}|@WHAT@|x`])(
    'is set aside when it makes no sense: %s',
    async (line) => {
      expect((await read(line)).problems).toHaveLength(1);
    },
  );

  it('never breaks the decoder, whatever comes, in whatever portions', async () => {
    const pieces = fc.constantFrom(
      '|',
      AT,
      'a',
      '1',
      ' ',
      '{',
      '}',
      '=',
      '"',
      '\\',
      '\n',
      ':',
      '@ASSET@',
      'NORMAL',
      '--multiline--',
      'é',
      "'",
      '3',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 40 }),
        fc.constantFrom(undefined, MODEL),
        async (parts, model) => {
          await read(parts.join(''), model);
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (parts, size) => {
        const bytes = Buffer.from(`${parts.join('')}\n`);
        const whole = new ShdrLines().push(bytes, () => {});
        const lines = new ShdrLines();
        const split = [];
        for (let i = 0; i < bytes.length; i += size)
          split.push(...lines.push(bytes.subarray(i, i + size), () => {}));
        expect(split).toEqual(whole);
      }),
    );
  });

  it('that never ends is given up', () => {
    const lines = new ShdrLines();
    const given: string[] = [];
    for (let i = 0; i < 40; i++)
      lines.push(Buffer.alloc(64 * 1024, 'x'), (beginning) => given.push(beginning));
    expect(given.length).toBeGreaterThan(0);
  });
});

describe('a device model', () => {
  it.each([
    ['<!DOCTYPE x [<!ENTITY a "b">]><MTConnectDevices/>', 'DOCTYPE'],
    ['<MTConnectDevices><Devices/></MTConnectDevices>', 'names no device'],
    ['<MTConnectDevices><Devices><Device name="a"></Devices>', ''],
    ['not xml', ''],
  ])('that is none is refused: %.30s', (xml, why) => {
    expect(() => readDeviceModel(xml)).toThrow(why);
  });
});
