import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { FastClock, systemClock } from '@musubi/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SentCounts } from './counts.ts';
import { ObservationReader } from './observations.ts';
import { readRecording } from './recording.ts';
import { openReplayAdapter } from './replay-adapter.ts';
import { sharedData } from './shared-data.ts';
import { formatTicks, parseTicks } from './ticks.ts';

const okuma = sharedData('mtconnect/okuma-multus-u3000.shdr');

const STAMP = '2026-01-05T08:00:00.1234567Z';

const observationsOf = (line: string) => new ObservationReader().read(line);

/** A client that reads lines, and whole lines only. */
class Listener {
  readonly #socket: Socket;
  text = '';
  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setEncoding('utf8');
    this.#socket.on('error', () => {});
    this.#socket.on('data', (chunk: string) => {
      this.text += chunk;
    });
  }
  say(text: string) {
    this.#socket.write(text);
  }
  async until(condition: () => boolean) {
    while (!condition()) await new Promise<void>((resolve) => this.#socket.once('data', () => resolve()));
  }
  leave() {
    this.#socket.destroy();
  }
}

test('a line gives an observation for each pair; a pair without a value is told to be blank', () => {
  const line = `${STAMP}|X1load|53|p1block||Z1load|1`;
  expect(observationsOf(line).map(({ key, kind }) => [key, kind])).toEqual([
    ['X1load', 'value'],
    ['p1block', 'blank'],
    ['Z1load', 'value'],
  ]);
  expect(observationsOf(`${STAMP}|vibration|3|100|1 2 3`).map(({ kind }) => kind)).toEqual(['time-series']);
  expect(observationsOf(`${STAMP}|YS1load|3|p1LPathPos|1039.9 0 8`)).toHaveLength(2);
});

test('a condition is one observation, with blank fields or all filled, also beside pairs', () => {
  expect(observationsOf(`${STAMP}|system|NORMAL||||`)).toEqual([
    { key: 'system', kind: 'condition', value: 'NORMAL' },
  ]);
  const line = `${STAMP}|system|FAULT|1020|9|HIGH|servo alarm|X1load|53`;
  expect(observationsOf(line).map(({ key, kind }) => [key, kind])).toEqual([
    ['system', 'condition'],
    ['X1load', 'value'],
  ]);
  expect(observationsOf(`${STAMP}|system|UNAVAILABLE||||`)).toHaveLength(1);
  expect(observationsOf(`${STAMP}|a|UNAVAILABLE|b|1|c|2`)).toHaveLength(3);
});

test('an asset with its body is one observation; commands are none', () => {
  const asset = `${STAMP}|@ASSET@|12.1|CuttingTool|--multiline--AB\n<CuttingTool a="|"/>\n--multiline--AB`;
  const reader = new ObservationReader();
  for (const line of [asset, `${STAMP}|@REMOVE_ASSET@|12.1`, `${STAMP}|@REMOVE_ALL_ASSETS@|CuttingTool`]) {
    expect(reader.read(line).map(({ key }) => key)).toEqual(['@asset:CuttingTool']);
  }
  expect(observationsOf('*adapterVersion:1')).toEqual([]);
});

test('stamps keep their seven digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 40_000_000_000_000_000n }), (ticks) => {
      expect(parseTicks(`${formatTicks(ticks)}|a|1`)).toBe(ticks);
    }),
  );
  expect(parseTicks('2026-01-05T08:00:00Z|a|1')).toBe(parseTicks('2026-01-05T08:00:00.000Z|a|1'));
  expect(parseTicks('* PONG 10000')).toBeUndefined();
});

test('the pace never falls, assets do not set it, and sessions follow each other without a pause', () => {
  const entries = readRecording([
    '2026-01-05T08:00:00Z|a|1',
    '2026-01-05T01:00:00Z|@ASSET@|1|CuttingTool|<x/>',
    '2026-01-05T08:00:02Z|a|2',
    '2026-01-05T08:00:01.5Z|b|2',
    '2026-01-05T07:00:00Z|a|3',
    '2026-01-05T07:00:01Z|a|4',
  ]);
  expect(entries.map(({ elapsed }) => Number(elapsed / 10_000n))).toEqual([0, 0, 2_000, 2_000, 2_000, 3_000]);
});

test('plays in time on the fast clock, answers PING, and stays at the end', async () => {
  const clock = new FastClock();
  await using replay = await openReplayAdapter({
    lines: ['2026-01-05T08:00:00Z|a|1', '2026-01-05T08:00:10Z|a|2', '2026-01-05T08:00:20Z|a|3|b|x'],
    clock,
    speed: 10,
  });
  const client = new Listener(replay.port);
  await client.until(() => client.text.includes('a|1'));
  expect(client.text).not.toContain('a|2');
  client.say('* PING\n');
  await client.until(() => client.text.includes('* PONG 10000\n'));
  await clock.advance(1_000);
  await client.until(() => client.text.includes('a|2'));
  await clock.advance(1_000);
  expect(await replay.done).toEqual({ lines: 3, observations: 4 });
  expect(replay.counts()).toEqual(
    new Map([
      ['a', { sent: 3, blank: 0, distinct: 3 }],
      ['b', { sent: 1, blank: 0, distinct: 1 }],
    ]),
  );
  client.leave();
});

test('a client that comes later hears the newest of each item under its own stamp', async () => {
  const lines = [
    '2026-01-05T08:00:00Z|a|1|b|7',
    '2026-01-05T08:00:00.5Z|a|2',
    '2026-01-05T08:00:00.6Z|s|NORMAL||||',
  ];
  await using replay = await openReplayAdapter({
    lines,
    clock: systemClock,
    speed: Number.POSITIVE_INFINITY,
  });
  const first = new Listener(replay.port);
  await replay.done;
  const late = new Listener(replay.port);
  await late.until(() => late.text.split('\n').length === 4);
  expect(late.text.trim().split('\n').sort()).toEqual([
    '2026-01-05T08:00:00.5Z|a|2',
    '2026-01-05T08:00:00.6Z|s|NORMAL||||',
    '2026-01-05T08:00:00Z|b|7',
  ]);
  first.leave();
  late.leave();
});

test('shifted stamps begin now, keep their distances by the speed and never fall together', async () => {
  const clock = new FastClock(Date.UTC(2026, 5, 1));
  const lines = ['2020-01-05T08:00:00Z|a|1', '2020-01-05T08:00:10Z|a|2', '2020-01-05T08:00:10Z|a|3'];
  await using replay = await openReplayAdapter({ lines, clock, speed: 2, shift: 'now' });
  const client = new Listener(replay.port);
  await client.until(() => client.text.includes('a|1'));
  await clock.advance(5_000);
  await replay.done;
  await client.until(() => client.text.includes('a|3'));
  expect(client.text.trim().split('\n')).toEqual([
    '2026-06-01T00:00:00.0000000Z|a|1',
    '2026-06-01T00:00:05.0000000Z|a|2',
    '2026-06-01T00:00:05.0000001Z|a|3',
  ]);
  client.leave();
});

test('the recorded machine arrives whole at two clients', async (context) => {
  if (!okuma) return context.skip('shared/data/mtconnect is not beside this checkout');
  const lines = readFileSync(okuma, 'utf8').split('\n');
  const expected = new SentCounts();
  for (const { observations, stamp } of readRecording(lines)) {
    for (const observation of observations) expected.add(observation, String(stamp));
  }
  await using replay = await openReplayAdapter({
    file: okuma,
    clock: systemClock,
    speed: Number.POSITIVE_INFINITY,
    waitForClients: 2,
  });
  const clients = [new Listener(replay.port), new Listener(replay.port)];
  expect((await replay.done)?.observations).toBe(expected.total);
  expect(replay.counts()).toEqual(expected.byItem());
  for (const client of clients) {
    await client.until(() => client.text.trimEnd().endsWith('|YS1load|2'));
    const heard = new SentCounts();
    for (const { observations, stamp } of readRecording(client.text.split('\n'))) {
      for (const observation of observations) heard.add(observation, String(stamp));
    }
    expect(heard.byItem()).toEqual(expected.byItem());
    client.leave();
  }
});
