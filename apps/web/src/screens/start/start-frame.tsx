import type { ReactNode } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Mark } from '../../parts/mark.tsx';

/** The quiet page around log-in and set-up: the mark, the other language, one column. */
export function StartFrame(props: { children: ReactNode }) {
  const { words, language, choose } = useSpoken();
  return (
    <main className="mx-auto grid max-w-xl gap-8 px-5 py-8 sm:py-16">
      <header className="flex items-center justify-between">
        <span className="flex items-center gap-3 font-bold">
          <Mark size={56} /> 結び Musubi
        </span>
        <Button kind="quiet" onPress={() => choose(language === 'ja' ? 'en' : 'ja')}>
          <span lang={language === 'ja' ? 'en' : 'ja'}>{words.frame.otherLanguage}</span>
        </Button>
      </header>
      {props.children}
    </main>
  );
}
