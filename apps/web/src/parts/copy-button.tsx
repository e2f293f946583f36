import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { say } from './toasts.tsx';
import { Trouble } from './trouble.tsx';

export function CopyButton(props: { text: () => string; label?: string }) {
  const words = useWords();
  const [error, setError] = useState<unknown>();
  const copy = () =>
    copyText(props.text()).then(
      () => {
        setError(undefined);
        say(words.acts.copied);
      },
      (failure: unknown) => setError(failure),
    );
  return (
    <>
      <Button small onPress={() => void copy()}>
        {props.label ?? words.acts.copy}
      </Button>
      <Trouble error={error} />
    </>
  );
}
