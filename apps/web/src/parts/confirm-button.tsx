import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Trouble } from './trouble.tsx';

interface Props {
  label: ReactNode;
  title: string;
  /** What will be gone and what stays. */
  children: ReactNode;
  /** Says what happens, never «OK». */
  act: string;
  onAct: () => Promise<unknown>;
  small?: boolean;
  kind?: 'danger' | 'plain' | 'quiet';
}

/** A destructive act in two steps: the second says what goes and what stays. */
export function ConfirmButton(props: Props) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setOpen(false);
    setError(undefined);
  };
  const act = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await props.onAct();
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button kind={props.kind ?? 'plain'} small={props.small ?? false} onPress={() => setOpen(true)}>
        {props.label}
      </Button>
      <Dialog title={props.title} isOpen={open} onClose={close} alert>
        <div>{props.children}</div>
        <Trouble error={error} />
        <div className="buttons justify-end">
          <Button onPress={close}>{words.acts.keep}</Button>
          <Button kind="danger" isBusy={busy} onPress={() => void act()}>
            {props.act}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
