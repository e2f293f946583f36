import { useEffect, useState } from 'react';
import { useSpoken } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { codeOf, loadCatalogue, textOf } from './explain.ts';

/** The text of an error code in the chosen language; the bare code until the texts are here. */
export function useCodeText() {
  const { language } = useSpoken();
  const [catalogue, setCatalogue] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    let current = true;
    loadCatalogue(language).then(
      (loaded) => current && setCatalogue(loaded),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [language]);
  return (code: string, details: Readonly<Record<string, unknown>> = {}) => textOf(catalogue, code, details);
}

/** A failure where it happened: what happened, what is safe, what to do, and the code an adviser can look up. */
export function Trouble(props: { error: unknown; retry?: () => void }) {
  const { words } = useSpoken();
  const text = useCodeText();
  if (!props.error) return null;
  const { code, details } = codeOf(props.error);
  return (
    <div className="notice" data-kind="trouble" role="alert">
      <p>{text(code, details)}</p>
      <span className="notice-code">
        {words.acts.code} {code}
      </span>
      {props.retry && (
        <div className="buttons mt-2">
          <Button onPress={props.retry}>{words.acts.tryAgain}</Button>
        </div>
      )}
    </div>
  );
}
