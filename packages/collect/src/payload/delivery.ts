import { isMusubiError } from '@musubi/base';
import type { BatchBuilder } from '@musubi/schema';
import type { DeviceHandle, Refuse } from '../connector.ts';
import { addValue } from '../value.ts';
import type { ArrivalStamps } from './arrival-stamps.ts';
import { hintOf } from './hints.ts';

/** What one delivery of a device becomes: readings in `builder`, and the rows that could not be read. */
export interface Delivery {
  readonly device: DeviceHandle;
  readonly builder: BatchBuilder;
  /** Arrival, milliseconds. */
  readonly received: number;
  readonly stamps: ArrivalStamps;
  readonly refused: RefusedRow[];
  /** Rows without a time of their own are passed over: their arrival says nothing of their age. */
  ownTimeOnly?: boolean;
}

/** A row that can't be read; `raw` is kept so that it can be delivered again by itself. */
export interface RefusedRow {
  /** From 1. */
  row: number;
  reason: string;
  detail: string;
  raw: unknown;
}

/** The longest key a series may have (`Series.key`). */
export const LONGEST_KEY = 200;

/** Adds one value; answers the code of what is wrong where it can't be a reading of this device. */
export function deliverValue(
  delivery: Delivery,
  key: string,
  time: number,
  sequence: number,
  value: unknown,
): string | undefined {
  if (key.length === 0 || key.length > LONGEST_KEY) return 'payload.bad-key';
  const { device, builder, received } = delivery;
  let series: number;
  try {
    series = device.series(key, hintOf(value));
  } catch (error) {
    // The directory refuses more series than a device can have.
    if (isMusubiError(error)) return error.code;
    throw error;
  }
  addValue(builder, series, device.kind(series), time, received, value, sequence);
  return undefined;
}

/** All refused rows of a delivery as one, which `encode` makes readable again; the whole delivery if it can't. */
export function refusalOf(
  address: string,
  refused: readonly RefusedRow[],
  encode: (rows: readonly unknown[]) => string,
  whole: Uint8Array,
): Refuse {
  const detail = refused.slice(0, 20).map(({ row, reason, detail }) => `row ${row}: ${reason} ${detail}`);
  return {
    address,
    raw: encoded(refused, encode) ?? whole,
    reason: refused[0]!.reason,
    detail: detail.join('; ').slice(0, 500),
  };
}

function encoded(
  refused: readonly RefusedRow[],
  encode: (rows: readonly unknown[]) => string,
): Uint8Array | undefined {
  try {
    return Buffer.from(encode(refused.map(({ raw }) => raw)));
  } catch (error) {
    // JSON.parse reads any depth, JSON.stringify does not write it.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
