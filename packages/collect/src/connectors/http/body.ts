import { isUtf8 } from 'node:buffer';
import { reasonOf } from '@musubi/base';
import { BatchBuilder, type ReadingBatch } from '@musubi/schema';
import type { DeviceHandle, Refuse } from '../../connector.ts';
import type { ArrivalStamps } from '../../payload/arrival-stamps.ts';
import { type Delivery, refusalOf } from '../../payload/delivery.ts';
import { readJsonReadings } from '../../payload/json-readings.ts';
import { type Precision, readLineProtocol } from './line-protocol.ts';

export interface ReadBody {
  batch: ReadingBatch;
  /** What could not be read, as one delivery that can be replayed. */
  refused: Refuse | undefined;
  refusedRows: number;
}

interface Target {
  device: DeviceHandle;
  received: number;
  stamps: ArrivalStamps;
}

/** Readings seldom take less than this in a body: sizes the first columns. */
const BYTES_PER_READING = 32;

/** Reads a body, as JSON if its type or its first letter says so, else as line protocol. */
export function readBody(
  raw: Buffer,
  contentType: string | undefined,
  precision: Precision,
  target: Target,
): ReadBody {
  const capacity = Math.min(8_192, 8 + Math.ceil(raw.length / BYTES_PER_READING));
  const delivery: Delivery = { ...target, builder: new BatchBuilder(capacity), refused: [] };
  const whole = readInto(raw, contentType, precision, delivery);
  const { refused } = delivery;
  return { batch: delivery.builder.take(), refused: whole, refusedRows: whole ? refused.length || 1 : 0 };
}

function readInto(
  raw: Buffer,
  contentType: string | undefined,
  precision: Precision,
  delivery: Delivery,
): Refuse | undefined {
  const { device, refused } = delivery;
  const { address } = device;
  if (raw.length === 0) return { address, raw, reason: 'payload.empty', detail: '' };
  if (!isUtf8(raw)) return { address, raw, reason: 'payload.not-text', detail: '' };
  const text = raw.toString();
  if (!isJson(contentType, text)) {
    readLineProtocol(text, precision, delivery);
    if (refused.length === 0) return undefined;
    return refusalOf(address, refused, (lines) => withPrecision(lines, precision), raw);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { address, raw, reason: 'payload.not-json', detail: reasonOf(error).slice(0, 200) };
  }
  readJsonReadings(parsed, '', delivery);
  if (refused.length === 0) return undefined;
  return refusalOf(address, refused, (rows) => JSON.stringify(rows), raw);
}

function isJson(contentType: string | undefined, text: string): boolean {
  if (contentType?.includes('json')) return true;
  const first = text.trimStart()[0];
  return first === '{' || first === '[';
}

/** A replay doesn't know the request's precision: a comment keeps it, which `precisionNoted` reads. */
function withPrecision(lines: readonly unknown[], precision: Precision): string {
  const head = precision === 'ns' ? '' : `# precision=${precision}\n`;
  return head + lines.join('\n');
}

const NOTE = /^# precision=(us|ms|s)\n/;

/** The precision a quarantined body carries. */
export function precisionNoted(raw: Buffer): Precision {
  return (NOTE.exec(raw.subarray(0, 20).toString('latin1'))?.[1] as Precision | undefined) ?? 'ns';
}
