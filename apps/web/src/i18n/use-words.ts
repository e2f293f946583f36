import type { Language } from '@musubi/schema';
import { createContext, useContext } from 'react';
import { type Formats, formatsOf } from './format.ts';
import type { Words } from './words.ts';

export interface Spoken {
  language: Language;
  words: Words;
  formats: Formats;
  /** Changes the language of the screens at once. */
  choose(language: Language): void;
}

export const SpokenContext = createContext<Spoken | undefined>(undefined);

export function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext);
  if (!spoken) throw new ReferenceError('Words are spoken inside <Speaking> only');
  return spoken;
}

/** The words of the chosen language. */
export function useWords(): Words {
  return useSpoken().words;
}

/** Dates, numbers and durations as the chosen language writes them. */
export function useFormats(): Formats {
  return useSpoken().formats;
}

const formats = { ja: formatsOf('ja'), en: formatsOf('en') };

export function spokenFormats(language: Language): Formats {
  return formats[language];
}
