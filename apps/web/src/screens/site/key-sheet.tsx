import { type FormEvent, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSpoken } from '../../i18n/use-words.ts';
import { browserClock } from '../../parts/browser-clock.ts';
import { Button } from '../../parts/button.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { Mark } from '../../parts/mark.tsx';
import { Section } from '../../parts/page.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';

/** The recovery key: shown after the password, printed on one A4 page, kept apart from the PC. */
export function KeySheet({ seen }: { seen: boolean }) {
  const { words } = useSpoken();
  const w = words.backups;
  const [password, setPassword] = useState('');
  const show = useAct('getBackupKey', ['listBackups']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    show.mutate({ input: { password } }, { onSuccess: () => setPassword('') });
  };
  return (
    <Section title={w.keyTitle} id="key">
      <p className="prose">
        {w.keyWhy} {seen ? w.keySeen : <strong className="text-caution">{w.keyUnseen}</strong>}
      </p>
      {show.data ? (
        <>
          <pre className="code mt-3 whitespace-pre-wrap">{show.data.key}</pre>
          <div className="buttons mt-3">
            <Button onPress={() => window.print()}>{w.printSheet}</Button>
          </div>
          <PrintedSheet keyText={show.data.key} />
        </>
      ) : (
        <form className="form mt-3" onSubmit={submit}>
          <TextInput
            label={w.keyAsk}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            isRequired
          />
          <Trouble error={show.error} />
          <div className="buttons">
            <Button type="submit" isBusy={show.isPending}>
              {w.keyShow}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}

/** The A4 page alone: while it is there, printing prints nothing else. */
function PrintedSheet({ keyText }: { keyText: string }) {
  const { words, formats } = useSpoken();
  const w = words.backups;
  const [place] = useState(() => document.createElement('div'));
  useEffect(() => {
    place.className = 'print-only-sheet';
    document.body.append(place);
    return () => place.remove();
  }, [place]);
  return createPortal(
    <article>
      <header>
        <Mark size={72} />
        <h1>{w.sheetTitle}</h1>
      </header>
      <p>{w.sheetWhat}</p>
      <pre>{keyText}</pre>
      <QrCode text={keyText} label={w.keyTitle} />
      <h2>{w.sheetHow}</h2>
      <p>
        <code>npx musubi restore BACKUP-FILE</code>
      </p>
      <dl>
        <dt>{w.sheetSite}</dt>
        <dd>{location.host}</dd>
        <dt>{w.sheetPrinted}</dt>
        <dd>{formats.date(browserClock.now())}</dd>
        <dt>{w.sheetBy}</dt>
        <dd className="rule" />
      </dl>
    </article>,
    place,
  );
}
