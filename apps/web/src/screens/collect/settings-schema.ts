import type { Language } from '@musubi/schema';
import { readNumber } from '../../parts/read-number.ts';

/** What a form needs of one member of a connector's settings, read from its JSON Schema. */
export interface SettingField {
  key: string;
  title: string;
  help: string | undefined;
  kind: 'text' | 'long' | 'number' | 'switch' | 'choice' | 'list' | 'unsupported';
  options: string[];
  secret: boolean;
  required: boolean;
  fallback: unknown;
  least: number | undefined;
  most: number | undefined;
}

interface JsonSchema {
  type?: string | string[];
  title?: unknown;
  description?: unknown;
  default?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  secret?: unknown;
  minimum?: number;
  maxLength?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** From here on a text is a document, not a word. */
const LONG_TEXT = 1_000;

/** A title or description is either one text or one per language. */
function inLanguage(text: unknown, language: Language): string | undefined {
  if (typeof text === 'string') return text;
  if (typeof text !== 'object' || text === null) return undefined;
  const spoken = (text as Record<string, unknown>)[language];
  return typeof spoken === 'string' ? spoken : undefined;
}

/** A description in one language is for developers, and English: in other languages the title must do. */
function spokenHelp(text: unknown, language: Language): string | undefined {
  return typeof text === 'string' && language !== 'en' ? undefined : inLanguage(text, language);
}

function kindOf(schema: JsonSchema): SettingField['kind'] {
  if (schema.enum) return 'choice';
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (type === 'boolean') return 'switch';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'string') return (schema.maxLength ?? 0) > LONG_TEXT ? 'long' : 'text';
  return type === 'array' && schema.items?.type === 'string' ? 'list' : 'unsupported';
}

/** The fields of a connector's settings in the order of its schema. */
export function fieldsOf(settings: Record<string, unknown>, language: Language): SettingField[] {
  const { properties = {}, required = [] } = settings as JsonSchema;
  return Object.entries(properties).map(([key, schema]) => {
    const plain = schema.anyOf?.find((one) => one.type !== 'null') ?? schema;
    return {
      key,
      title: inLanguage(schema.title ?? plain.title, language) ?? key,
      help: spokenHelp(schema.description ?? plain.description, language),
      kind: kindOf(plain),
      options: (plain.enum ?? []).map(String),
      secret: schema.secret === true || plain.secret === true,
      required: required.includes(key) && schema.default === undefined,
      fallback: schema.default,
      least: plain.minimum,
      most:
        plain.maximum !== undefined && plain.maximum < Number.MAX_SAFE_INTEGER ? plain.maximum : undefined,
    };
  });
}

/** What is typed into the form: text, also for numbers, until it is read. */
export type Typed = Readonly<Record<string, string | boolean>>;

/** The form's first content: what is stored, else the schema's own default. Masked secrets start empty. */
export function typedOf(fields: readonly SettingField[], stored: Readonly<Record<string, unknown>>): Typed {
  return Object.fromEntries(
    fields.map(({ key, kind, secret, fallback }) => {
      const value = stored[key] ?? fallback;
      if (kind === 'switch') return [key, value === true];
      if (secret) return [key, ''];
      if (kind === 'list') return [key, Array.isArray(value) ? value.join('\n') : ''];
      return [key, value === undefined || value === null ? '' : String(value)];
    }),
  );
}

export type FieldProblem = 'required' | 'notANumber' | 'outOfBounds';

/**
 * Reads the form back into settings. An empty secret keeps the stored one; other empty fields are left out, so that
 * the schema's default counts; members the form does not know stay as they are stored.
 */
export function readSettings(
  fields: readonly SettingField[],
  typed: Typed,
  stored: Readonly<Record<string, unknown>>,
): { settings: Record<string, unknown>; problems: Record<string, FieldProblem> } {
  const settings: Record<string, unknown> = { ...stored };
  const problems: Record<string, FieldProblem> = {};
  for (const field of fields) {
    const { key, kind } = field;
    if (kind === 'unsupported') continue;
    const value = typed[key];
    if (kind === 'switch') {
      settings[key] = value === true;
      continue;
    }
    const text = String(value ?? '').trim();
    if (text === '') {
      if (field.secret && stored[key] !== undefined) continue;
      delete settings[key];
      if (field.required) problems[key] = 'required';
    } else if (kind === 'number') {
      const number = readNumber(text);
      if (number === undefined || Number.isNaN(number)) problems[key] = 'notANumber';
      else if (number < (field.least ?? -Infinity) || number > (field.most ?? Infinity))
        problems[key] = 'outOfBounds';
      else settings[key] = number;
    } else if (kind === 'list')
      settings[key] = text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    else settings[key] = text;
  }
  return { settings, problems };
}
