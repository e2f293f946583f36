/** One observation of an SHDR line, as a receiver must count it. */
export interface SentObservation {
  /** The data item; `@ASSET@`, `@REMOVE_ASSET@` or `@REMOVE_ALL_ASSETS@` for what concerns assets. */
  key: string;
  kind: 'value' | 'condition' | 'asset';
  value: string;
}

const CONDITION_LEVELS = new Set(['NORMAL', 'WARNING', 'FAULT']);
/** After its level a condition has native code, native severity, qualifier and text. */
const CONDITION_FIELDS = 4;

/**
 * The observations of one line (with a multi-line body, if it has one), by the rules of the adapter protocol:
 * `time|key|value|key|value…` gives one for each pair whose value is not blank; a condition
 * (`key|level|code|severity|qualifier|text`, blank fields and all) gives one; an asset or its removal gives one;
 * lines that start with `*` are commands and give none. A condition that is UNAVAILABLE counts as one as well.
 */
export function observationsOf(line: string): SentObservation[] {
  if (line.startsWith('*')) return [];
  const head = line.split('\n', 1)[0] ?? '';
  const fields = head.split('|').map((field) => field.trim());
  const first = fields[1] ?? '';
  if (first.startsWith('@')) return [{ key: first, kind: 'asset', value: fields[2] ?? '' }];
  const found: SentObservation[] = [];
  for (let i = 1; i + 1 < fields.length; ) {
    const key = fields[i]!;
    const value = fields[i + 1]!;
    const condition = isCondition(fields, i);
    if (key !== '' && value !== '') found.push({ key, kind: condition ? 'condition' : 'value', value });
    i += condition ? 2 + CONDITION_FIELDS : 2;
  }
  return found;
}

function isCondition(fields: readonly string[], at: number): boolean {
  const level = fields[at + 1]!;
  const rest = fields.length - at - 2;
  if (CONDITION_LEVELS.has(level)) return rest >= CONDITION_FIELDS;
  // `key|UNAVAILABLE||||` alone on its line: a value would end after UNAVAILABLE.
  return level === 'UNAVAILABLE' && at === 1 && rest === CONDITION_FIELDS && fields[at + 2] === '';
}
