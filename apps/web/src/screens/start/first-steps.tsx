import type { Language } from '@musubi/schema';
import { useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';

export function LanguageStep(props: { onDone: () => void }) {
  const { words, language, choose } = useSpoken();
  const options: { value: Language; name: string }[] = [
    { value: 'ja', name: words.setup.japanese },
    { value: 'en', name: words.setup.english },
  ];
  return (
    <section className="grid gap-6">
      <div>
        <p className="sentence">{words.setup.languageSentence}</p>
        <p className="prose mt-1">{words.setup.welcome}</p>
      </div>
      <div className="grid gap-3" role="radiogroup" aria-label={words.frame.language}>
        {options.map(({ value, name }) => (
          <label key={value} className="option" lang={value}>
            <input type="radio" name="language" checked={language === value} onChange={() => choose(value)} />
            <span className="headline">{name}</span>
          </label>
        ))}
      </div>
      <div className="buttons">
        <Button kind="primary" onPress={props.onDone}>
          {words.acts.next}
        </Button>
      </div>
    </section>
  );
}

export function StartStep(props: { onNew: () => void; onRestore: () => void; onBack: () => void }) {
  const { words } = useSpoken();
  const w = words.setup;
  const [way, setWay] = useState<'new' | 'restore'>('new');
  const ways = [
    { value: 'new', name: w.startNew, why: w.startNewWhy },
    { value: 'restore', name: w.startRestore, why: w.startRestoreWhy },
  ] as const;
  return (
    <section className="grid gap-6">
      <p className="sentence">{w.startSentence}</p>
      <div className="grid gap-3" role="radiogroup" aria-label={w.stepStart}>
        {ways.map(({ value, name, why }) => (
          <label key={value} className="option">
            <input type="radio" name="way" checked={way === value} onChange={() => setWay(value)} />
            <span className="headline">{name}</span>
            <small>{why}</small>
          </label>
        ))}
      </div>
      <div className="buttons">
        <Button kind="primary" onPress={way === 'new' ? props.onNew : props.onRestore}>
          {words.acts.next}
        </Button>
        <Button kind="quiet" onPress={props.onBack}>
          {words.acts.back}
        </Button>
      </div>
    </section>
  );
}

/** Restoring stops the program and replaces its data, so it is a command beside the program, not a page inside it. */
export function RestoreStep(props: { onBack: () => void }) {
  const { words } = useSpoken();
  return (
    <section className="grid gap-4">
      <p className="sentence">{words.setup.restoreTitle}</p>
      <ol className="grid list-decimal gap-2 ps-6">
        {words.setup.restoreSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <pre className="code">npx musubi restore BACKUP-FILE</pre>
      <div className="buttons">
        <Button onPress={props.onBack}>{words.acts.back}</Button>
      </div>
    </section>
  );
}
