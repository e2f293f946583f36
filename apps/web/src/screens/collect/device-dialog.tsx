import type { Device } from '@musubi/schema';
import { type FormEvent, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { NumberInput, TextInput } from '../../parts/fields.tsx';
import { say } from '../../parts/toasts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';

/** Name, machine and silence limit of a device. */
export function DeviceDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const { words } = useSpoken();
  const w = words.devices;
  const machines = useApi('listMachines', {}).data?.machines ?? [];
  const present = machines.find(({ asset }) => asset.id === device.assetId)?.asset.name ?? '';
  const [name, setName] = useState(device.name);
  const [machine, setMachine] = useState<string>();
  const [silent, setSilent] = useState<number | undefined>(device.silentAfterMs / 1_000);
  const [maker, setMaker] = useState(device.profile.maker ?? '');
  const [model, setModel] = useState(device.profile.model ?? '');
  const [serial, setSerial] = useState(device.profile.serial ?? '');
  const change = useAct('changeDevice', ['listDevices', 'listMachines']);
  const assetName = (machine ?? present).trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const known = machines.find(({ asset }) => asset.name === assetName);
    const profile = { ...device.profile, maker, model, serial };
    change.mutate(
      {
        input: {
          id: device.id,
          name: name.trim(),
          ...(known ? { assetId: known.asset.id } : assetName ? { assetName } : {}),
          ...(silent === undefined ? {} : { silentAfterMs: Math.max(1_000, Math.round(silent * 1_000)) }),
          profile: Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== '')),
        },
      },
      {
        onSuccess() {
          say(words.acts.saved);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={w.editTitle(device.name)} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextInput label={w.nameLabel} value={name} onChange={setName} isRequired />
        <TextInput
          label={w.machineLabel}
          help={w.machineHelp}
          value={machine ?? present}
          onChange={setMachine}
          isRequired={false}
        />
        <NumberInput
          label={w.silentAfter}
          help={w.silentAfterHelp}
          unit={w.silentAfterUnit}
          value={silent}
          onChange={setSilent}
        />
        <TextInput label={w.maker} value={maker} onChange={setMaker} isRequired={false} />
        <div className="pair">
          <TextInput label={w.model} value={model} onChange={setModel} isRequired={false} />
          <TextInput label={w.serial} value={serial} onChange={setSerial} isRequired={false} />
        </div>
        <Trouble error={change.error} />
        <div className="buttons">
          <Button kind="primary" type="submit" isBusy={change.isPending}>
            {words.acts.save}
          </Button>
          <Button onPress={onClose}>{words.acts.keep}</Button>
        </div>
      </form>
    </Dialog>
  );
}
