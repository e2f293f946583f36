import type { Language } from '@musubi/schema';
import type { en } from './en/index.ts';

/** Every word of the screens. English names the keys; a word missing in another language does not compile. */
export type Words = typeof en;

/** Loads the words of one language; the other one is never downloaded. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'ja' ? (await import('./ja/index.ts')).ja : (await import('./en/index.ts')).en;
}
