import type { Delivery } from '../../payload/delivery.ts';
import { deliverValue } from '../../payload/delivery.ts';

/** Unit of the times in line protocol: how many there are in a millisecond, as nanoseconds per unit. */
export const PRECISIONS = { ns: 1, us: 1_000, ms: 1_000_000, s: 1_000_000_000 } as const;
export type Precision = keyof typeof PRECISIONS;

interface Line {
  measurement: string;
  tags: [string, string][];
  fields: [string, unknown][];
  time: string;
}

/**
 * Reads InfluxDB line protocol, `measurement,tag=v field=1,text="x",on=true 1690000000000000000`. A series is named
 * `measurement,tag=v.field`, tags sorted, as two machines of one measurement are two series.
 */
export function readLineProtocol(text: string, precision: Precision, delivery: Delivery): void {
  let row = 0;
  for (const line of splitLines(text)) {
    row += 1;
    if (line === '' || line.startsWith('#')) continue;
    const problem = readLine(line, precision, delivery);
    if (problem) delivery.refused.push({ row, reason: 'payload.bad-line', detail: problem, raw: line });
  }
}

function readLine(line: string, precision: Precision, delivery: Delivery): string | undefined {
  const parsed = parseLine(line);
  if (typeof parsed === 'string') return parsed;
  const stamp = stampOf(parsed.time, precision, delivery);
  if (!stamp) return `bad time ${parsed.time.slice(0, 30)}`;
  parsed.tags.sort(([a], [b]) => (a < b ? -1 : 1));
  const tags = parsed.tags.map(([name, value]) => `,${name}=${value}`).join('');
  const head = `${parsed.measurement}${tags}.`;
  let problem: string | undefined;
  for (const [name, value] of parsed.fields) {
    problem = deliverValue(delivery, head + name, stamp.ms, stamp.ns, value) ?? problem;
  }
  return problem;
}

function stampOf(
  time: string,
  precision: Precision,
  delivery: Delivery,
): { ms: number; ns: number } | undefined {
  const { received, device, stamps } = delivery;
  if (time === '') return { ms: received, ns: stamps.next(device.deviceId, received) };
  if (!/^\d{1,19}$/.test(time)) return undefined;
  // Nanoseconds since 1970 are beyond 2^53: only whole integers keep them.
  const nanoseconds = BigInt(time) * BigInt(PRECISIONS[precision]);
  const ms = Number(nanoseconds / 1_000_000n);
  return ms > 7_258_118_400_000 ? undefined : { ms, ns: Number(nanoseconds % 1_000_000n) };
}

/** A line ends at a line feed, but not inside a quoted field; carriage returns before it are dropped. */
function* splitLines(text: string): Generator<string> {
  if (!text.includes('"')) {
    for (const line of text.split('\n')) yield line.trim();
    return;
  }
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '\\' && text[i + 1] !== '\n') i += 1;
    else if (letter === '"') quoted = !quoted && text[i - 1] === '=';
    else if (letter === '\n' && !quoted) {
      yield text.slice(start, i).trim();
      start = i + 1;
    }
  }
  yield text.slice(start).trim();
}

/** The parts of a line, or what is wrong with it. */
function parseLine(line: string): Line | string {
  const measurement = word(line, 0, ', ');
  if (measurement.text === '') return 'no measurement';
  const tags: [string, string][] = [];
  let at = measurement.end;
  while (line[at] === ',') {
    const name = word(line, at + 1, '=, ');
    if (name.text === '' || line[name.end] !== '=') return 'a tag without a value';
    const value = word(line, name.end + 1, ', ');
    if (value.text === '') return 'a tag without a value';
    tags.push([name.text, value.text]);
    at = value.end;
  }
  while (line[at] === ' ') at += 1;
  const fields = parseFields(line, at);
  if (typeof fields === 'string') return fields;
  return { measurement: measurement.text, tags, fields: fields.list, time: line.slice(fields.end).trim() };
}

function parseFields(line: string, from: number): { list: [string, unknown][]; end: number } | string {
  const list: [string, unknown][] = [];
  let at = from;
  for (;;) {
    const name = word(line, at, '=, ');
    if (name.text === '' || line[name.end] !== '=') return 'no field';
    const quoted = line[name.end + 1] === '"';
    const value = quoted ? quotedText(line, name.end + 2) : word(line, name.end + 1, ', ');
    if (!value) return 'a text without its closing quote';
    const meaning = quoted ? value.text : fieldValue(value.text);
    if (meaning === undefined) return `bad value ${value.text.slice(0, 30)}`;
    list.push([name.text, meaning]);
    at = value.end;
    if (line[at] !== ',') break;
    at += 1;
  }
  return at < line.length && line[at] !== ' ' ? 'something after a text' : { list, end: at };
}

/** Reads up to an unescaped letter of `stops`; a backslash before one of `,= \` is taken away, else it stays. */
function word(line: string, from: number, stops: string): { text: string; end: number } {
  let text = '';
  let at = from;
  for (; at < line.length; at++) {
    const letter = line[at]!;
    if (letter === '\\' && at + 1 < line.length && ',= \\'.includes(line[at + 1]!)) {
      at += 1;
      text += line[at];
    } else if (stops.includes(letter)) break;
    else text += letter;
  }
  return { text, end: at };
}

function quotedText(line: string, from: number): { text: string; end: number } | undefined {
  let text = '';
  for (let at = from; at < line.length; at++) {
    const letter = line[at]!;
    if (letter === '"') return { text, end: at + 1 };
    if (letter === '\\' && (line[at + 1] === '"' || line[at + 1] === '\\')) at += 1;
    text += line[at];
  }
  return undefined;
}

const FLOAT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INTEGER = /^[+-]?\d+[iu]$/;

function fieldValue(text: string): number | boolean | undefined {
  if (FLOAT.test(text)) return Number(text);
  if (INTEGER.test(text)) return Number(text.slice(0, -1));
  if (/^(t|true)$/i.test(text)) return true;
  return /^(f|false)$/i.test(text) ? false : undefined;
}
