import type { FoundDevice } from '@musubi/schema';
import { type FormEvent, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';

interface Props {
  found: FoundDevice;
  onClose: () => void;
  onAccepted: (name: string, credentials: { user: string; secret: string } | undefined) => void;
}

/** Accepts a found device under a name, at a machine. */
export function AcceptDialog({ found, onClose, onAccepted }: Props) {
  const { words } = useSpoken();
  const w = words.devices;
  const [name, setName] = useState(found.suggestion.name || found.address);
  const [machine, setMachine] = useState('');
  const accept = useAct('acceptFoundDevice', ['listFoundDevices', 'listDevices', 'listMachines']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate(
      {
        input: {
          id: found.id,
          name: name.trim(),
          ...(machine.trim() ? { assetName: machine.trim() } : {}),
        },
      },
      { onSuccess: ({ device, credentials }) => onAccepted(device.name, credentials) },
    );
  };
  return (
    <Dialog title={w.acceptTitle} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{w.acceptWhat}</p>
        <TextInput label={w.nameLabel} value={name} onChange={setName} isRequired />
        <TextInput
          label={w.machineLabel}
          help={w.machineHelp}
          value={machine}
          onChange={setMachine}
          isRequired={false}
        />
        <Trouble error={accept.error} />
        <div className="buttons">
          <Button kind="primary" type="submit" isBusy={accept.isPending}>
            {w.accept}
          </Button>
          <Button onPress={onClose}>{words.acts.keep}</Button>
        </div>
      </form>
    </Dialog>
  );
}
