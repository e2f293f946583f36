import type { Language } from '@musubi/schema';
import { keptChoice } from '../parts/kept-choice.ts';

const kept = keptChoice<'' | Language>('musubi-language', ['', 'ja', 'en']);

/** The language before anyone is known: the last one chosen in this browser, else the browser's own. */
export function firstLanguage(browserLanguages: readonly string[] = navigator.languages): Language {
  const chosen = kept.read();
  if (chosen !== '') return chosen;
  const known = browserLanguages.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((tag): tag is Language => tag === 'ja' || tag === 'en') ?? 'en';
}

export function keepLanguage(language: Language): void {
  kept.write(language);
}
