import { type Delivery, deliverValue } from './delivery.ts';
import { isJsonColumns, readJsonColumns } from './json-columns.ts';
import { readSourceTime, type SourceTime } from './source-time.ts';

const DEEPEST = 8;
const MOST_SEQUENCE = 0xffff_ffff;

type Row = Readonly<Record<string, unknown>>;

const time: SourceTime = { ms: 0, ns: 0 };

/**
 * Reads parsed JSON: `{time?, values: {…}}`, `{readings: [{key, time?, value, sequence?}]}`, `{key: value, …}` with
 * members of any depth (joined by `.`), `{time: […], values: {key: […]}}`, or an array of these. A row that can't be read is refused, the others stay.
 * Checked by hand and not by a schema: it runs for each message, and a schema costs as much as all the rest.
 */
export function readJsonReadings(parsed: unknown, prefix: string, delivery: Delivery): void {
  if (Array.isArray(parsed)) {
    if (parsed.length === 0) refuse(delivery, 1, 'payload.no-values', 'empty array', parsed);
    for (let i = 0; i < parsed.length; i++) readRow(parsed[i], i + 1, prefix, delivery);
  } else if (isRow(parsed) && Array.isArray(parsed.readings)) {
    readList(parsed.readings, prefix, delivery);
  } else if (isJsonColumns(parsed)) {
    readJsonColumns(parsed, prefix, delivery);
  } else {
    readRow(parsed, 1, prefix, delivery);
  }
}

function readList(readings: readonly unknown[], prefix: string, delivery: Delivery): void {
  if (readings.length === 0) refuse(delivery, 1, 'payload.no-values', 'readings is empty', { readings });
  for (let i = 0; i < readings.length; i++) readReading(readings[i], i + 1, prefix, delivery);
}

function readReading(reading: unknown, row: number, prefix: string, delivery: Delivery): void {
  if (!isRow(reading) || typeof reading.key !== 'string' || !('value' in reading)) {
    refuse(delivery, row, 'payload.bad-row', 'key and value are needed', reading);
    return;
  }
  const sequence = readStamp(reading, timeOf(reading), reading.sequence, row, delivery);
  if (sequence !== undefined) readMember(prefix + reading.key, reading.value, sequence, row, 0, delivery);
}

function readRow(item: unknown, row: number, prefix: string, delivery: Delivery): void {
  if (!isRow(item)) refuse(delivery, row, 'payload.bad-row', 'an object is needed', item);
  else if (isJsonColumns(item)) readJsonColumns(item, prefix, delivery);
  else if (typeof item.key === 'string' && 'value' in item) readReading(item, row, prefix, delivery);
  else readValues(item, row, prefix, delivery);
}

function readValues(item: Row, row: number, prefix: string, delivery: Delivery): void {
  const enveloped = isRow(item.values) ? item.values : undefined;
  const given = timeOf(item);
  const sequence = readStamp(item, given, enveloped ? item.sequence : undefined, row, delivery);
  if (sequence === undefined) return;
  const before = delivery.builder.length + delivery.refused.length;
  readMembers(enveloped ?? item, enveloped ? undefined : given, prefix, sequence, row, delivery);
  if (delivery.builder.length + delivery.refused.length === before) {
    refuse(delivery, row, 'payload.no-values', 'the row holds no values', item);
  }
}

function readMembers(
  values: Row,
  timeName: string | undefined,
  prefix: string,
  sequence: number,
  row: number,
  delivery: Delivery,
): void {
  for (const name in values) {
    if (name !== timeName) readMember(prefix + name, values[name], sequence, row, 1, delivery);
  }
}

function readMember(
  key: string,
  value: unknown,
  sequence: number,
  row: number,
  depth: number,
  delivery: Delivery,
): void {
  if (typeof value !== 'object' || value === null) {
    const problem = deliverValue(delivery, key, time.ms, sequence, value);
    if (problem) refuseMember(delivery, row, problem, key, sequence, value);
  } else if (depth >= DEEPEST) {
    refuseMember(delivery, row, 'payload.too-deep', key, sequence, value);
  } else {
    for (const name of Object.keys(value)) {
      readMember(`${key}.${name}`, (value as Row)[name], sequence, row, depth + 1, delivery);
    }
  }
}

/** The member that holds the row's time, if any. */
function timeOf(item: Row): 'time' | 'ts' | 'timestamp' | undefined {
  if (item.time !== undefined) return 'time';
  if (item.ts !== undefined) return 'ts';
  return item.timestamp === undefined ? undefined : 'timestamp';
}

/** Sets `time` and answers the sequence; undefined if the row is refused or passed over. Without a time the arrival stands for it. */
function readStamp(
  item: Row,
  timeName: string | undefined,
  sequence: unknown,
  row: number,
  delivery: Delivery,
): number | undefined {
  if (timeName === undefined || item[timeName] === null) {
    if (delivery.ownTimeOnly) return undefined;
    time.ms = delivery.received;
    time.ns = delivery.stamps.next(delivery.device.deviceId, delivery.received);
  } else if (!readSourceTime(item[timeName], time)) {
    refuse(delivery, row, 'payload.bad-time', shown(item[timeName]), item);
    return undefined;
  }
  if (sequence === undefined || sequence === null) return time.ns;
  if (isSequence(sequence)) return sequence;
  refuse(delivery, row, 'payload.bad-sequence', shown(sequence), item);
  return undefined;
}

function isSequence(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_SEQUENCE;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only the member itself is set aside, with its time: replaying it stores nothing twice. */
function refuseMember(
  delivery: Delivery,
  row: number,
  reason: string,
  key: string,
  sequence: number,
  value: unknown,
): void {
  refuse(delivery, row, reason, shown(key), { key, time: time.ms, sequence, value });
}

/** A short picture of anything. `String` would call what a payload named `toString`, `JSON` may be too deep. */
function shown(value: unknown): string {
  return typeof value === 'object' ? 'an object' : String(value).slice(0, 60);
}

function refuse(delivery: Delivery, row: number, reason: string, detail: string, raw: unknown): void {
  delivery.refused.push({ row, reason, detail, raw });
}
