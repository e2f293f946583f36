import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Dialog } from '../../parts/dialog.tsx';

interface Props {
  credentials: { user: string; secret: string };
  onClose: () => void;
}

/** User and password of a device, shown once. */
export function CredentialsDialog({ credentials, onClose }: Props) {
  const { words } = useSpoken();
  const w = words.devices;
  return (
    <Dialog title={w.credentialsTitle} isOpen onClose={onClose} alert>
      <p>{w.credentialsOnce}</p>
      <dl className="facts">
        <dt>{w.user}</dt>
        <dd>
          <code>{credentials.user}</code>
        </dd>
        <dt>{w.secret}</dt>
        <dd>
          <code>{credentials.secret}</code>
        </dd>
      </dl>
      <div className="buttons">
        <CopyButton text={() => `${credentials.user}\t${credentials.secret}`} />
        <Button onPress={onClose}>{words.acts.close}</Button>
      </div>
    </Dialog>
  );
}
