import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { SelectInput, TextInput } from '../../parts/fields.tsx';
import { Page } from '../../parts/page.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useNow } from '../../parts/use-now.ts';
import { Skeleton } from '../../parts/waiting.tsx';
import type { Access } from './examples.ts';
import { InviteExamples } from './invite-examples.tsx';

/** Kinds of connection that wait for devices to call. */
const LISTENING = new Set(['mqtt-broker', 'http']);

type Invitation = CallOutput<'createEnrolmentCode'> & {
  name: string;
  /** The devices that were there before. */
  known: ReadonlySet<string>;
};
type Given = { user: string; secret: string };

/** Invites a device: by a code and QR it enrols itself, or its credentials are typed in by hand. */
export function InvitePage() {
  const { words } = useSpoken();
  const w = words.devices;
  const connections = useApi('listConnections', {}).data?.connections;
  const installation = useApi('getInstallation', {}).data;
  const [invitation, setInvitation] = useState<Invitation>();
  const [given, setGiven] = useState<Given>();
  if (!connections || !installation)
    return (
      <Page name={w.inviteName} sentence={w.inviteSentence}>
        <Skeleton />
      </Page>
    );
  const access: Access = {
    origin: location.origin,
    trustAddress: installation.trustAddress,
    mqtt: installation.mqtt,
    user: given?.user ?? 'USER',
    secret: given?.secret ?? 'SECRET',
  };
  return (
    <Page name={w.inviteName} sentence={w.inviteSentence}>
      {invitation ? (
        <Running invitation={invitation} onNew={() => setInvitation(undefined)} />
      ) : given ? (
        <Credentials given={given} onNew={() => setGiven(undefined)} />
      ) : (
        <Ask
          ways={connections
            .map(({ connection }) => connection)
            .filter(({ connector, enabled }) => enabled && LISTENING.has(connector))}
          onInvited={setInvitation}
          onGiven={setGiven}
        />
      )}
      {(invitation || given) && <InviteExamples access={access} code={invitation?.code} />}
    </Page>
  );
}

interface AskProps {
  ways: readonly { id: string; name: string }[];
  onInvited: (invitation: Invitation) => void;
  onGiven: (given: Given) => void;
}

function Ask({ ways, onInvited, onGiven }: AskProps) {
  const { words } = useSpoken();
  const w = words.devices;
  const [way, setWay] = useState(ways[0]?.id ?? '');
  const [name, setName] = useState('');
  const create = useAct('createEnrolmentCode');
  const add = useAct('addDevice', ['listDevices', 'listMachines']);
  const devices = useApi('listDevices', {}).data?.devices;
  const ids = devices?.map(({ device }) => device.id) ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const deviceName = name.trim();
    create.mutate(
      { input: { connectionId: way, ...(deviceName ? { deviceName } : {}) } },
      { onSuccess: (made) => onInvited({ ...made, name: deviceName, known: new Set(ids) }) },
    );
  };
  const byHand = () =>
    add.mutate(
      {
        input: {
          connectionId: way,
          name: name.trim() || w.unnamed,
          ...(name.trim() ? { assetName: name.trim() } : {}),
        },
      },
      { onSuccess: ({ credentials }) => credentials && onGiven(credentials) },
    );
  return (
    <form className="form" onSubmit={submit}>
      <TextInput label={w.inviteDevice} value={name} onChange={setName} isRequired={false} maxLength={120} />
      <SelectInput
        label={w.inviteWay}
        value={way}
        onChange={setWay}
        options={ways.map(({ id, name: label }) => ({ value: id, label }))}
      />
      <Trouble error={create.error ?? add.error} />
      <div className="buttons">
        <Button kind="primary" type="submit" isBusy={create.isPending} isDisabled={!devices}>
          {w.makeCode}
        </Button>
        <Button onPress={byHand} isBusy={add.isPending}>
          {w.giveCredentials}
        </Button>
      </div>
      <p className="field-help">{w.giveCredentialsHelp}</p>
    </form>
  );
}

function Running({ invitation, onNew }: { invitation: Invitation; onNew: () => void }) {
  const { words, formats } = useSpoken();
  const w = words.devices;
  const now = useNow();
  const left = invitation.expiresAt - now;
  const { data } = useApi('listDevices', {}, { everyMs: 2_000 });
  // Whoever was not there when the code was made, and carries the name it was made for, has used it.
  const arrived = data?.devices.find(
    ({ device }) => !invitation.known.has(device.id) && (!invitation.name || device.name === invitation.name),
  )?.device;
  return (
    <div className="sheet grid max-w-2xl gap-4 sm:grid-cols-[auto_1fr]">
      {left > 0 && !arrived && <QrCode text={invitation.link} label={w.qrLabel} />}
      <div className="grid content-start gap-3">
        {arrived ? (
          <p className="headline" role="status">
            {w.arrived(<Link to="/collect/devices">{arrived.name}</Link>)}
          </p>
        ) : left > 0 ? (
          <>
            <p>
              <span className="field-label">{w.codeLabel}</span>
              <code className="block text-3xl tracking-widest">{invitation.code}</code>
            </p>
            <p className="figures" role="timer">
              {w.inviteRunning(<strong>{formats.duration(left)}</strong>)}
            </p>
            <p className="text-soft">{w.waiting}</p>
            <CopyButton text={() => invitation.link} label={w.copyLink} />
          </>
        ) : (
          <p role="alert">{w.inviteOver}</p>
        )}
        <div className="buttons">
          <Button onPress={onNew}>{w.newCode}</Button>
        </div>
      </div>
    </div>
  );
}

function Credentials({ given, onNew }: { given: Given; onNew: () => void }) {
  const { words } = useSpoken();
  const w = words.devices;
  return (
    <div className="sheet grid max-w-2xl gap-3">
      <h2 className="headline">{w.credentialsTitle}</h2>
      <p>{w.credentialsOnce}</p>
      <dl className="facts">
        <dt>{w.user}</dt>
        <dd>
          <code>{given.user}</code>
        </dd>
        <dt>{w.secret}</dt>
        <dd>
          <code>{given.secret}</code>
        </dd>
      </dl>
      <div className="buttons">
        <Button onPress={onNew}>{w.another}</Button>
      </div>
    </div>
  );
}
