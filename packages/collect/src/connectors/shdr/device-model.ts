import { MusubiError, reasonOf } from '@musubi/base';
import type { ValueKind } from '@musubi/schema';
import { XMLParser } from 'fast-xml-parser';
import { symbolOf } from './units.ts';

/** What the device model (MTConnectDevices) says of one data item. */
export interface DataItem {
  category: 'SAMPLE' | 'EVENT' | 'CONDITION';
  type: string;
  kind: ValueKind;
  /** How its values are written. */
  form: 'value' | 'three-space' | 'time-series' | 'data-set' | 'table' | 'message' | 'condition';
  unit: string;
  name: string;
  isCounter: boolean;
}

/** A device of the model with its data items by id, name and source: an adapter may use any of them. */
export interface ModelDevice {
  name: string;
  items: Map<string, DataItem>;
}

export interface DeviceModel {
  devices: ModelDevice[];
}

/** Models of whole plants have some 100 KB. */
export const LARGEST_MODEL = 8 * 1024 * 1024;

type Element = Record<string, unknown>;

/** Reads a device model. Rejects what is too large, declares entities or is no such model. */
export function readDeviceModel(xml: string): DeviceModel {
  if (xml.length > LARGEST_MODEL) throw bad('it is too large');
  // Before any parser sees it: entities are how XML attacks its readers.
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml)) throw bad('it declares a DOCTYPE');
  const devices = elementsOf(at(at(parse(xml), 'MTConnectDevices'), 'Devices'), 'Device').map(readDevice);
  if (devices.length === 0) throw bad('it names no device');
  return { devices };
}

function parse(xml: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    processEntities: false,
    parseTagValue: false,
  });
  try {
    return parser.parse(xml, true);
  } catch (error) {
    throw bad(reasonOf(error));
  }
}

function readDevice(device: Element): ModelDevice {
  const items = new Map<string, DataItem>();
  collect(device, text(device, 'name'), items, 0);
  return { name: text(device, 'name') || text(device, 'id') || text(device, 'uuid'), items };
}

function collect(component: Element, place: string, items: Map<string, DataItem>, depth: number): void {
  if (depth > 20) throw bad('it is nested too deeply');
  for (const item of elementsOf(component.DataItems, 'DataItem')) addItem(item, place, items);
  const parts = component.Components;
  if (!isElement(parts)) return;
  for (const name of Object.keys(parts)) {
    if (name.startsWith('@')) continue;
    for (const part of elementsOf(parts, name)) collect(part, text(part, 'name') || name, items, depth + 1);
  }
}

function addItem(element: Element, place: string, items: Map<string, DataItem>): void {
  const item = describe(element, place);
  const source = element.Source;
  const names = [text(element, 'id'), text(element, 'name'), typeof source === 'string' ? source.trim() : ''];
  for (const name of names) if (name !== '' && !items.has(name)) items.set(name, item);
}

function describe(element: Element, place: string): DataItem {
  const type = text(element, 'type').replace(/^.*:/, '');
  const units = text(element, 'nativeUnits') || text(element, 'units');
  const label = text(element, 'name') || text(element, 'id');
  const base = {
    category: categoryOf(text(element, 'category')),
    type,
    unit: units === '' ? '' : symbolOf(units),
    name: (place && label !== place ? `${place} ${label}` : label).slice(0, 120),
    isCounter: /^(PART_COUNT|ACCUMULATED_TIME)$|_TIMER$/.test(type),
  };
  const kind = kindOf(base.category, type, units);
  return { ...base, kind, form: formOf(base.category, type, units, text(element, 'representation')) };
}

function categoryOf(category: string): DataItem['category'] {
  return category === 'SAMPLE' || category === 'CONDITION' ? category : 'EVENT';
}

const NUMERIC_EVENT = /(_OVERRIDE|_COUNT|_NEST_LEVEL|^LINE_NUMBER|^HARDNESS)$/;
const STATE_EVENT =
  /(_STATE|_MODE|_STATUS|_CONDITION)$|^(EXECUTION|AVAILABILITY|EMERGENCY_STOP|DIRECTION|ALARM|INTERFACE_STATE|END_OF_BAR)$/;

function kindOf(category: DataItem['category'], type: string, units: string): ValueKind {
  if (category === 'CONDITION') return 'state';
  if (category === 'SAMPLE' || units !== '' || NUMERIC_EVENT.test(type)) return 'number';
  return STATE_EVENT.test(type) ? 'state' : 'text';
}

function formOf(category: string, type: string, units: string, representation: string): DataItem['form'] {
  if (category === 'CONDITION') return 'condition';
  if (representation === 'TIME_SERIES') return 'time-series';
  if (representation === 'DATA_SET') return 'data-set';
  if (representation === 'TABLE') return 'table';
  if (type === 'MESSAGE') return 'message';
  return units.endsWith('_3D') ? 'three-space' : 'value';
}

function at(value: unknown, name: string): unknown {
  return isElement(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function elementsOf(value: unknown, name: string): Element[] {
  const found = at(value, name);
  return (Array.isArray(found) ? found : [found]).filter(isElement);
}

function text(element: Element, attribute: string): string {
  const value = element[`@${attribute}`];
  return typeof value === 'string' ? value.trim() : '';
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(why: string): MusubiError {
  return new MusubiError('caller', 'shdr.bad-model', `device model: ${why}`, { details: { why } });
}
