import { describe, expect, it } from 'vitest';
import { newCode, newId, newSecret } from './ids.ts';

describe('identifiers', () => {
  it('are never twice the same', () => {
    const ids = new Set(Array.from({ length: 10_000 }, () => newId('dev')));
    expect(ids.size).toBe(10_000);
  });

  it('carry 256 bits where they are secrets', () => {
    expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
  });

  it('are without letters that are mistaken for one another where people type them', () => {
    for (let i = 0; i < 500; i++) expect(newCode()).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  });
});
