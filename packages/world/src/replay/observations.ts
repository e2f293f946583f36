/** One observation of an SHDR line, as a receiver must count it. */
export interface SentObservation {
  /** The data item; `@asset:<type>` for what concerns assets of a type. */
  key: string;
  /** `blank` is a pair without a value: the item is told to be empty, which a receiver may keep or not. */
  kind: 'value' | 'blank' | 'condition' | 'time-series' | 'asset';
  value: string;
}

const CONDITION_LEVELS = new Set(['NORMAL', 'WARNING', 'FAULT']);
/** After its level a condition has native code, native severity, qualifier and text. */
const CONDITION_FIELDS = 4;

/**
 * Reads the observations out of an adapter's lines by the rules of its protocol: `time|key|value|key|value…` gives one
 * for each pair; a condition (`key|level|code|severity|qualifier|text`, blank fields and all) gives one; a time series
 * (`key|count|rate|samples`) gives one; an asset with its body, or its removal, gives one; lines that start with `*`
 * are commands and give none. It remembers the types of assets, which their removal does not name.
 */
export class ObservationReader {
  readonly #assetTypes = new Map<string, string>();

  /** The observations of one line, with the body of a multi-line asset behind it if it has one. */
  read(line: string): SentObservation[] {
    if (line.startsWith('*')) return [];
    const head = line.split('\n', 1)[0] ?? '';
    const fields = head.split('|').map((field) => field.trim());
    if (fields[1]?.startsWith('@')) return [this.#asset(fields)];
    if (isTimeSeries(fields)) return [{ key: fields[1] ?? '', kind: 'time-series', value: fields[4] ?? '' }];
    return pairs(fields);
  }

  #asset([, command = '', id = '', type = '']: readonly string[]): SentObservation {
    if (command === '@ASSET@') this.#assetTypes.set(id, type);
    // The one removal that names no asset names its type instead.
    const known = command === '@REMOVE_ALL_ASSETS@' ? id : type || this.#assetTypes.get(id);
    return { key: known ? `@asset:${known}` : '@asset', kind: 'asset', value: `${command}${id}` };
  }
}

function pairs(fields: readonly string[]): SentObservation[] {
  const found: SentObservation[] = [];
  for (let i = 1; i + 1 < fields.length; ) {
    const key = fields[i]!;
    const value = fields[i + 1]!;
    const condition = isCondition(fields, i);
    if (key !== '')
      found.push({ key, kind: condition ? 'condition' : value === '' ? 'blank' : 'value', value });
    i += condition ? 2 + CONDITION_FIELDS : 2;
  }
  return found;
}

function isCondition(fields: readonly string[], at: number): boolean {
  const level = fields[at + 1]!;
  const rest = fields.length - at - 2;
  if (CONDITION_LEVELS.has(level)) return rest >= CONDITION_FIELDS;
  // `key|UNAVAILABLE||||` alone on its line: of three items the second would have a name.
  return level === 'UNAVAILABLE' && at === 1 && rest === CONDITION_FIELDS && fields[at + 2] === '';
}

function isTimeSeries(fields: readonly string[]): boolean {
  // `YS1load|3|position|1 0 8` is two items: a rate is a number or left out.
  if (fields.length !== 5 || !/^\d+$/.test(fields[2]!) || !/^[\d.]*$/.test(fields[3]!)) return false;
  const samples = fields[4]!.split(/\s+/).length;
  return samples > 1 && samples === Number(fields[2]);
}
