import { isMusubiError } from '@musubi/base';
import { addValue } from '../value.ts';
import { type Delivery, LONGEST_KEY } from './delivery.ts';
import { hintOf } from './hints.ts';
import { readSourceTime, type SourceTime } from './source-time.ts';

/** What a gateway buffered: the times once, and for each quantity as many values. */
export interface JsonColumns {
  readonly time: readonly unknown[];
  readonly values: Readonly<Record<string, unknown>>;
}

export function isJsonColumns(parsed: unknown): parsed is JsonColumns {
  if (typeof parsed !== 'object' || parsed === null) return false;
  const { time, values } = parsed as Record<string, unknown>;
  return Array.isArray(time) && typeof values === 'object' && values !== null && !Array.isArray(values);
}

/**
 * Reads `{time: [t1, t2 …], values: {key: [v1, v2 …], …}}`; null is «no reading at this time». A time that can't be
 * read refuses everything, for its values could not be placed; a column that can't, only itself.
 */
export function readJsonColumns(parsed: JsonColumns, prefix: string, delivery: Delivery): void {
  const count = parsed.time.length;
  const time = new Float64Array(count);
  const sequence = new Uint32Array(count);
  const stamp: SourceTime = { ms: 0, ns: 0 };
  for (let i = 0; i < count; i++) {
    if (!readSourceTime(parsed.time[i], stamp)) {
      const detail = `time ${i + 1}: ${String(parsed.time[i]).slice(0, 60)}`;
      delivery.refused.push({ row: 1, reason: 'payload.bad-time', detail, raw: parsed });
      return;
    }
    time[i] = stamp.ms;
    sequence[i] = stamp.ns;
  }
  for (const name of Object.keys(parsed.values)) {
    const problem = readColumn(prefix + name, parsed.values[name], time, sequence, delivery);
    if (!problem) continue;
    const raw = { time: parsed.time, values: { [name]: parsed.values[name] } };
    delivery.refused.push({ row: 1, reason: problem, detail: name.slice(0, 60), raw });
  }
}

/** Answers the code of what is wrong with a column. */
function readColumn(
  key: string,
  column: unknown,
  time: Float64Array,
  sequence: Uint32Array,
  delivery: Delivery,
): string | undefined {
  if (!Array.isArray(column) || column.length !== time.length) return 'payload.bad-column';
  if (key.length === 0 || key.length > LONGEST_KEY) return 'payload.bad-key';
  const first = column.find((value) => value !== null);
  if (first === undefined) return undefined;
  const { device, builder, received } = delivery;
  try {
    const series = device.series(key, hintOf(first));
    const kind = device.kind(series);
    for (let i = 0; i < column.length; i++) {
      const value: unknown = column[i];
      if (value === null) continue;
      addValue(builder, series, kind, time[i]!, received, value, sequence[i]!);
    }
  } catch (error) {
    // The directory refuses more series than a device can have.
    if (isMusubiError(error)) return error.code;
    throw error;
  }
  return undefined;
}
