import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Dialog } from '../../parts/dialog.tsx';

/** A secret that is shown once. */
export function SecretDialog(props: { title: string; once: string; secret: string; onClose: () => void }) {
  const { words } = useSpoken();
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} alert>
      <p>{props.once}</p>
      <code className="code block text-lg">{props.secret}</code>
      <div className="buttons">
        <CopyButton text={() => props.secret} />
        <Button onPress={props.onClose}>{words.acts.close}</Button>
      </div>
    </Dialog>
  );
}
