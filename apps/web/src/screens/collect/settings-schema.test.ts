import { describe, expect, it } from 'vitest';
import { fieldsOf, readSettings, typedOf } from './settings-schema.ts';

const schema = {
  type: 'object',
  required: ['host', 'port'],
  properties: {
    host: {
      type: 'string',
      title: { ja: 'アドレス', en: 'Address' },
      description: { ja: 'IP か名前', en: 'IP or name' },
    },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 7_878 },
    zone: { type: 'string', enum: ['UTC', 'local'], default: 'UTC' },
    password: { type: 'string', secret: true },
    check: { type: 'boolean', default: true },
    topics: { type: 'array', items: { type: 'string' } },
    map: { type: 'object', properties: {} },
  },
};
const fields = fieldsOf(schema, 'ja');

describe('the form of a connector', () => {
  it('comes from its schema: kinds, titles in the language, what is needed', () => {
    expect(fields.map(({ key, kind }) => `${key} ${kind}`)).toEqual([
      'host text',
      'port number',
      'zone choice',
      'password text',
      'check switch',
      'topics list',
      'map unsupported',
    ]);
    expect(fields[0]).toMatchObject({ title: 'アドレス', help: 'IP か名前', required: true });
    expect(fields[1]).toMatchObject({ title: 'port', required: false, least: 1, most: 65_535 });
  });

  it('reads back what it shows', () => {
    const stored = {
      host: 'okuma',
      port: 7_879,
      zone: 'local',
      check: false,
      topics: ['a', 'b'],
      map: { x: 1 },
    };
    expect(readSettings(fields, typedOf(fields, stored), stored)).toEqual({ settings: stored, problems: {} });
  });

  it('keeps a stored secret that is left empty, and never shows it', () => {
    const stored = { host: 'okuma', password: '••••' };
    const typed = typedOf(fields, stored);
    expect(typed.password).toBe('');
    expect(readSettings(fields, typed, stored).settings.password).toBe('••••');
    expect(readSettings(fields, { ...typed, password: 'new' }, stored).settings.password).toBe('new');
  });

  it('says what is missing, no number, or out of bounds', () => {
    const typed = typedOf(fields, {});
    expect(readSettings(fields, typed, {}).problems).toEqual({ host: 'required' });
    expect(readSettings(fields, { ...typed, host: 'h', port: '七' }, {}).problems).toEqual({
      port: 'notANumber',
    });
    expect(readSettings(fields, { ...typed, host: 'h', port: '７０００００' }, {}).problems).toEqual({
      port: 'outOfBounds',
    });
    expect(readSettings(fields, { ...typed, host: 'h', port: '７０００' }, {}).settings.port).toBe(7_000);
  });
});
