import { type FormEvent, useEffect, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';
import { StartFrame } from './start-frame.tsx';

/** Where the QR code of an invitation leads: trades the code for the credentials of one device. */
export function EnrolPage() {
  const { words } = useSpoken();
  const w = words.devices;
  const [code, setCode] = useState(() => location.hash.slice(1));
  const [name, setName] = useState('');
  const enrol = useAct('enrolDevice');
  useEffect(() => {
    document.title = `${w.enrolName} · 結び Musubi`;
  }, [w.enrolName]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enrol.mutate({ input: { code: code.trim(), ...(name.trim() ? { name: name.trim() } : {}) } });
  };
  const { data } = enrol;
  return (
    <StartFrame>
      <div>
        <h1 className="page-name">{w.enrolName}</h1>
        <p className="sentence">{data ? w.credentialsOnce : w.enrolSentence}</p>
      </div>
      {data ? (
        <div className="sheet grid gap-3">
          <dl className="facts">
            <dt>{w.user}</dt>
            <dd>
              <code>{data.user}</code>
            </dd>
            <dt>{w.secret}</dt>
            <dd>
              <code>{data.secret}</code>
            </dd>
            <dt>MQTT</dt>
            <dd>
              <code>{data.mqtt.secureAddress ?? words.acts.none}</code> <code>{data.mqtt.topic}</code>
            </dd>
            <dt>HTTP</dt>
            <dd>
              <code>{data.http.address}</code>
            </dd>
          </dl>
          <div className="buttons">
            <CopyButton text={() => JSON.stringify(data, undefined, 2)} />
          </div>
        </div>
      ) : (
        <form className="form" onSubmit={submit}>
          <TextInput label={w.codeLabel} value={code} onChange={setCode} isRequired />
          <TextInput label={w.inviteDevice} value={name} onChange={setName} isRequired={false} />
          <Trouble error={enrol.error} />
          <div className="buttons">
            <Button kind="primary" type="submit" isBusy={enrol.isPending}>
              {w.enrol}
            </Button>
          </div>
        </form>
      )}
    </StartFrame>
  );
}
