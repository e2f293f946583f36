import type { Language } from '@musubi/schema';
import { CallFailure } from '../client.ts';

type Catalogue = Readonly<Record<string, string>>;
const catalogues = new Map<Language, Promise<Catalogue>>();

/** The texts of all error codes in one language; fetched early, because the link may be gone when they are needed. */
export function loadCatalogue(language: Language): Promise<Catalogue> {
  const known = catalogues.get(language);
  if (known) return known;
  const loading = (language === 'ja' ? import('virtual:messages/ja') : import('virtual:messages/en')).then(
    (module) => module.default,
  );
  catalogues.set(language, loading);
  return loading;
}

/** What happened, what is safe, what to do: the text of a code with its details filled in. */
export function textOf(
  catalogue: Catalogue,
  code: string,
  details: Readonly<Record<string, unknown>>,
): string {
  const text = catalogue[code] ?? catalogue['web.unknown-problem'] ?? code;
  const all: Readonly<Record<string, unknown>> = { code, ...details };
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const detail = all[name];
    return detail === undefined || detail === null ? place : String(detail);
  });
}

export function codeOf(error: unknown): { code: string; details: Readonly<Record<string, unknown>> } {
  return error instanceof CallFailure
    ? { code: error.code, details: error.details }
    : { code: 'web.not-understood', details: { status: String(error) } };
}
