import { isUtf8 } from 'node:buffer';
import { reasonOf } from '@musubi/base';
import type { Refuse } from '../connector.ts';
import { type Delivery, deliverValue, refusalOf } from './delivery.ts';
import { readJsonReadings } from './json-readings.ts';

const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const SPACE = 0x20;

/**
 * Reads a JSON or plain payload (number, text, true/false) of one device. `path` is where it was published below the
 * device, empty for its own topic: the key of a plain value, the prefix of JSON keys. Answers what could not be read.
 */
export function readPayload(raw: Buffer, path: string, delivery: Delivery): Refuse | undefined {
  const address = delivery.device.address;
  if (raw.length === 0) return { address, raw, reason: 'payload.empty', detail: path };
  if (!isUtf8(raw)) return { address, raw, reason: 'payload.not-text', detail: path };
  const first = firstByte(raw);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return readPlain(raw, path, delivery);
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw.toString());
  } catch (error) {
    return { address, raw, reason: 'payload.not-json', detail: reasonOf(error).slice(0, 200) };
  }
  readJsonReadings(parsed, path === '' ? '' : `${path}/`, delivery);
  if (delivery.refused.length === 0) return undefined;
  return refusalOf(address, delivery.refused, (rows) => JSON.stringify(rows), raw);
}

function firstByte(raw: Buffer): number {
  let i = 0;
  while (i < raw.length && raw[i]! <= SPACE) i++;
  return raw[i] ?? 0;
}

function readPlain(raw: Buffer, path: string, delivery: Delivery): Refuse | undefined {
  if (delivery.ownTimeOnly) return undefined;
  const text = raw.toString().trim();
  const value = PLAIN_NUMBER.test(text) ? Number(text) : (TRUTH[text] ?? unquoted(text));
  const sequence = delivery.stamps.next(delivery.device.deviceId, delivery.received);
  const key = path === '' ? 'value' : path;
  const reason = deliverValue(delivery, key, delivery.received, sequence, value);
  if (!reason) return undefined;
  return { address: delivery.device.address, raw, reason, detail: key.slice(0, 60) };
}

const TRUTH: Readonly<Record<string, boolean>> = Object.assign(Object.create(null), {
  true: true,
  false: false,
});

function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
