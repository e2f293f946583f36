import type { Language } from '@musubi/schema';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { keepLanguage } from './language.ts';
import { SpokenContext, spokenFormats } from './use-words.ts';
import { loadWords, type Words } from './words.ts';

/** Gives everything inside one language, and lets it change. */
export function Speaking(props: { first: { language: Language; words: Words }; children: ReactNode }) {
  const [spoken, setSpoken] = useState(props.first);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  const wished = useRef(props.first.language);
  const choose = useCallback((language: Language) => {
    keepLanguage(language);
    wished.current = language;
    void loadWords(language).then((words) => {
      // The words of an earlier wish may arrive later than those of the last one.
      if (wished.current === language)
        setSpoken((now) => (now.language === language ? now : { language, words }));
    });
  }, []);
  const value = useMemo(
    () => ({ ...spoken, formats: spokenFormats(spoken.language), choose }),
    [spoken, choose],
  );
  return (
    <SpokenContext value={value}>
      <I18nProvider locale={spoken.language === 'ja' ? 'ja-JP' : 'en-US'}>{props.children}</I18nProvider>
    </SpokenContext>
  );
}
