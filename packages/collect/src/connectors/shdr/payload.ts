import { BatchBuilder, Quality, type ReadingBatch } from '@musubi/schema';
import type { DeviceHandle, SeriesHint } from '../../connector.ts';
import { LONGEST_KEY } from '../../payload/delivery.ts';
import { hintOf } from '../../payload/hints.ts';
import type { SourceTime } from '../../payload/source-time.ts';
import { addValue } from '../../value.ts';
import { readDataSet } from './data-set.ts';
import type { DataItem, DeviceModel, ModelDevice } from './device-model.ts';
import { splitFields } from './fields.ts';
import type { ShdrLine } from './lines.ts';
import { ShdrStamps, setTime } from './stamps.ts';

/** Where the decoder gets its devices from. */
export interface ShdrDevices {
  /** The device of items without a prefix. */
  main: string;
  handle(name: string): DeviceHandle;
}

interface Target {
  device: DeviceHandle;
  model: ModelDevice | undefined;
  stamps: ShdrStamps;
  builder: BatchBuilder;
  /** Numbers of the series met. */
  series: Map<string, number>;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const LEVEL = /^(NORMAL|WARNING|FAULT|UNAVAILABLE)$/i;
const STATE_WORD = /^[A-Z][A-Z0-9_]*$/;
const AXES = ['x', 'y', 'z', 'a', 'b', 'c'];

/**
 * Turns the lines of one connection into readings. Every observation becomes one, or one per part where it has parts:
 * `id.x id.y id.z` of positions, `id.<key>` of data sets, one per sample of a time series; of a condition the level,
 * and beside it `id.code`, `id.severity`, `id.qualifier`, `id.text` where they are given.
 */
export class ShdrDecoder {
  readonly #devices: ShdrDevices;
  readonly #model: DeviceModel | undefined;
  readonly #targets = new Map<string, Target>();
  readonly #assetTypes = new Map<string, string>();
  readonly #time: SourceTime = { ms: 0, ns: 0 };
  #main: string;
  #received = 0;

  constructor(devices: ShdrDevices, model?: DeviceModel) {
    this.#devices = devices;
    this.#model = model;
    this.#main = devices.main;
  }

  /** Reads one line of data; answers what is wrong with it, if anything. Commands (`* …`) are not data. */
  read(line: ShdrLine, received: number): string | undefined {
    this.#received = received;
    const [stamp = '', ...fields] = splitFields(line.text);
    if (line.block !== undefined) fields.push(line.block);
    if (fields.length === 0) return 'no field';
    const first = fields[0]!;
    const target = this.#target(first);
    if (!target.stamps.read(stamp, received, this.#time)) return `bad time ${stamp.slice(0, 40)}`;
    if (first.startsWith('@')) return this.#asset(target, fields);
    return this.#items(fields, target);
  }

  /** `* device: NAME`: the items that follow are of another device. */
  switchTo(device: string): void {
    this.#main = device;
  }

  /** The readings so far, by device. */
  take(): { device: DeviceHandle; batch: ReadingBatch }[] {
    const batches: { device: DeviceHandle; batch: ReadingBatch }[] = [];
    for (const { device, builder } of this.#targets.values()) {
      if (builder.length > 0) batches.push({ device, batch: builder.take() });
    }
    return batches;
  }

  #items(fields: string[], target: Target): string | undefined {
    const { item, key } = this.#locate(fields[0]!);
    const form = item?.form ?? guessForm(fields);
    if (form === 'condition') this.#condition(target, key, fields, item);
    else if (form === 'message') this.#message(target, key, fields, item);
    else if (form === 'time-series') return this.#timeSeries(target, key, fields, item);
    else return this.#pairs(fields);
    return undefined;
  }

  #pairs(fields: string[]): string | undefined {
    let problem: string | undefined;
    for (let i = 0; i < fields.length; i += 2) {
      const name = fields[i]!;
      const value = fields[i + 1];
      if (name === '' && (value ?? '') === '') continue;
      const { target, item, key } = this.#locate(name);
      if (key === '' || key.length > LONGEST_KEY - 60) problem = 'an item without a name';
      else if (value === undefined) problem = `${key} has no value`;
      else if (item?.form === 'condition') this.#condition(target, key, [name, value], item);
      else this.#observation(target, key, value, item);
    }
    return problem;
  }

  #observation(target: Target, key: string, value: string, item: DataItem | undefined): void {
    if (item ? item.form === 'three-space' : isVector(value)) this.#vector(target, key, value, item);
    else if (item ? isSet(item) : value.startsWith('{')) this.#dataSet(target, key, value, item);
    else this.#put(target, key, item ? value : meaning(value), item);
  }

  #vector(target: Target, key: string, value: string, item: DataItem | undefined): void {
    const parts = value.split(/\s+/);
    for (let i = 0; i < 3 || i < Math.min(parts.length, AXES.length); i++) {
      // UNAVAILABLE is said once of all three.
      this.#put(
        target,
        `${key}.${AXES[i]}`,
        parts.length === 1 ? parts[0]! : (parts[i] ?? ''),
        item,
        NUMBER_HINT,
      );
    }
  }

  #dataSet(target: Target, key: string, value: string, item: DataItem | undefined): void {
    const entries = LEVEL.test(value) ? undefined : readDataSet(value);
    if (!entries) this.#put(target, key, value, item, TEXT_HINT);
    for (const [name, part] of entries ?? []) {
      this.#put(
        target,
        `${key}.${name}`.slice(0, LONGEST_KEY),
        part === undefined ? null : meaning(part),
        undefined,
      );
    }
  }

  #timeSeries(target: Target, key: string, fields: string[], item: DataItem | undefined): string | undefined {
    if (/^UNAVAILABLE$/i.test(fields.at(-1) ?? '')) {
      this.#put(target, key, 'UNAVAILABLE', item, NUMBER_HINT);
      return undefined;
    }
    const [, , rateField = '', list = ''] = fields;
    const samples = list.split(/\s+/).filter((sample) => sample !== '');
    const rate = Number(rateField || 1);
    if (samples.length === 0 || !(rate > 0)) return `${key} is no time series`;
    // The stamp is the end of the collection: an adapter can't send what it does not yet have.
    const end = this.#time.ms + this.#time.ns / 1e6;
    samples.forEach((sample, i) => {
      setTime(end - ((samples.length - 1 - i) * 1000) / rate, this.#time);
      this.#put(target, key, sample, item, NUMBER_HINT);
    });
    return undefined;
  }

  #condition(target: Target, key: string, fields: string[], item: DataItem | undefined): void {
    const [, level = '', code = '', severity = '', qualifier = '', text = ''] = fields;
    this.#put(target, key, level.toUpperCase(), item, STATE_HINT);
    const parts: [string, string][] = [
      ['code', code],
      ['severity', severity],
      ['qualifier', qualifier],
      ['text', text],
    ];
    for (const [part, value] of parts) {
      if (value !== '') this.#put(target, `${key}.${part}`, value, undefined, TEXT_HINT);
    }
  }

  #message(target: Target, key: string, fields: string[], item: DataItem | undefined): void {
    const [, code = '', text = ''] = fields;
    this.#put(target, key, text, item, TEXT_HINT);
    if (code !== '') this.#put(target, `${key}.code`, code, undefined, TEXT_HINT);
  }

  #asset(target: Target, fields: string[]): string | undefined {
    const [command = '', id = '', type = '', ...rest] = fields;
    if (command === '@REMOVE_ALL_ASSETS@') this.#assetText(target, id, 'REMOVED ALL');
    else if (command === '@REMOVE_ASSET@')
      this.#assetText(target, this.#assetTypes.get(id) ?? '', `REMOVED ${id}`);
    else if (command === '@UPDATE_ASSET@' || command === '@ASSET@') {
      if (this.#assetTypes.size < 10_000) this.#assetTypes.set(id, type);
      const body = command === '@ASSET@' ? rest.join('|') : `UPDATED ${id} ${rest.join('|')}`;
      this.#assetText(target, type, body);
    } else return `unknown command ${command.slice(0, 40)}`;
    return undefined;
  }

  /** Assets keep their full text, however long. */
  #assetText(target: Target, type: string, text: string): void {
    const key = (type === '' ? '@asset' : `@asset:${type}`).slice(0, LONGEST_KEY);
    const series = target.device.series(key, TEXT_HINT);
    const { ms } = this.#time;
    const sequence = target.stamps.sequence(key, this.#time);
    target.builder.addText(series, ms, this.#received, text, Quality.Good, sequence);
  }

  #put(target: Target, key: string, value: unknown, item: DataItem | undefined, hint?: SeriesHint): void {
    const { device, builder, stamps } = target;
    const series = target.series.get(key) ?? this.#meet(target, key, value, item, hint);
    const sequence = stamps.sequence(key, this.#time);
    addValue(builder, series, device.kind(series), this.#time.ms, this.#received, value, sequence);
  }

  /** The series of a key that was not met before, or not yet with a value that tells its kind. */
  #meet(
    target: Target,
    key: string,
    value: unknown,
    item: DataItem | undefined,
    given: SeriesHint | undefined,
  ): number {
    const hint = item ? modelHint(item, key, given) : (given ?? hintOfMeaning(value));
    const series = target.device.series(key, hint);
    if (!hint.provisional) target.series.set(key, series);
    return series;
  }

  /** Whose item a name is (`device:item`), and what the model knows of it. */
  #locate(name: string): { target: Target; key: string; item: DataItem | undefined } {
    const target = this.#target(name);
    const colon = this.#colonOf(name);
    const key = colon > 0 ? name.slice(colon + 1) : name;
    return { target, key, item: target.model?.items.get(key) };
  }

  /** A colon parts device and item, but not within commands nor in a name the model knows whole. */
  #colonOf(name: string): number {
    const main = this.#targets.get(this.#main);
    return name.startsWith('@') || main?.model?.items.has(name) ? -1 : name.indexOf(':');
  }

  #target(name: string): Target {
    const colon = this.#colonOf(name);
    const device = colon > 0 ? name.slice(0, colon) : this.#main;
    const known = this.#targets.get(device);
    if (known) return known;
    const target: Target = {
      device: this.#devices.handle(device),
      model: this.#model?.devices.find((model) => model.name === device) ?? this.#model?.devices[0],
      stamps: new ShdrStamps(),
      builder: new BatchBuilder(),
      series: new Map(),
    };
    this.#targets.set(device, target);
    return target;
  }
}

const NUMBER_HINT: SeriesHint = { kind: 'number' };
const TEXT_HINT: SeriesHint = { kind: 'text' };
const STATE_HINT: SeriesHint = { kind: 'state' };

function modelHint(item: DataItem, key: string, given: SeriesHint | undefined): SeriesHint {
  const part = item.form === 'three-space' ? ` ${key.slice(key.lastIndexOf('.') + 1)}` : '';
  const { unit, isCounter } = item;
  return { kind: given?.kind ?? item.kind, unit, isCounter, name: item.name + part };
}

/** Without a model, what the fields of a line look like. */
function guessForm(fields: string[]): DataItem['form'] {
  const [, second = '', third = '', list = ''] = fields;
  // `a|UNAVAILABLE|b|1|c|2` are three items; of a condition that is unavailable there is nothing more to say.
  const isLevel = LEVEL.test(second) && (third === '' || !/^U/i.test(second));
  if (fields.length === 6 && isLevel) return 'condition';
  if (fields.length === 3 && third !== '') return 'message';
  const isSeries = fields.length === 4 && /^\d+$/.test(second) && (third === '' || NUMBER.test(third));
  const samples = isSeries ? list.split(/\s+/) : [];
  return samples.length > 1 && samples.length === Number(second) ? 'time-series' : 'value';
}

function isVector(value: string): boolean {
  const parts = value.split(' ');
  return parts.length === 3 && parts.every((part) => NUMBER.test(part));
}

function isSet(item: DataItem): boolean {
  return item.form === 'data-set' || item.form === 'table';
}

/** Without a model, digits are a number. */
function meaning(value: string): number | string {
  return NUMBER.test(value) ? Number(value) : value;
}

function hintOfMeaning(value: unknown): SeriesHint {
  const hint = hintOf(value);
  return hint.kind === 'text' && typeof value === 'string' && STATE_WORD.test(value) ? STATE_HINT : hint;
}
