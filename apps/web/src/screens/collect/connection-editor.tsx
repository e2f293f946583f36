import { type FormEvent, useMemo, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';
import { type Connector, SettingsForm } from './settings-form.tsx';
import { fieldsOf, readSettings, typedOf } from './settings-schema.ts';
import { TestResult } from './test-result.tsx';

interface Props {
  connector: Connector;
  /** The connection being changed; absent for a new one. */
  stored?: { id: string; name: string; settings: Record<string, unknown> };
  busy: boolean;
  error: unknown;
  onSave: (name: string, settings: Record<string, unknown>) => void;
}

/** Name and settings of a connection, to be tried before they are saved. */
export function ConnectionEditor({ connector, stored, busy, error, onSave }: Props) {
  const { words, language } = useSpoken();
  const w = words.connections;
  const fields = useMemo(() => fieldsOf(connector.settings, language), [connector, language]);
  const [name, setName] = useState(stored?.name ?? connector.title[language]);
  const [typed, setTyped] = useState(() => typedOf(fields, stored?.settings ?? {}));
  const [tried, setTried] = useState(false);
  const test = useAct('testConnection');
  const { settings, problems } = readSettings(fields, typed, stored?.settings ?? {});
  const isGood = Object.keys(problems).length === 0;
  const tryOut = () => {
    setTried(true);
    if (isGood)
      test.mutate({
        input: {
          connector: connector.name,
          settings,
          ...(stored ? { connectionId: stored.id } : {}),
        },
      });
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isGood && name.trim() !== '') onSave(name.trim(), settings);
  };
  return (
    <form className="form" onSubmit={save} noValidate>
      <TextInput
        label={w.nameLabel}
        help={w.nameHelp}
        value={name}
        onChange={setName}
        problem={tried && name.trim() === '' ? words.acts.required : undefined}
        isRequired
      />
      <SettingsForm
        fields={fields}
        typed={typed}
        problems={tried ? problems : {}}
        keepsSecrets={stored !== undefined}
        onTyped={setTyped}
      />
      {test.data && <TestResult result={test.data} />}
      <Trouble error={test.error ?? error} />
      <div className="buttons">
        <Button kind="primary" type="submit" isBusy={busy}>
          {w.save}
        </Button>
        {connector.capabilities.includes('test') && (
          <Button onPress={tryOut} isBusy={test.isPending}>
            {test.isPending ? w.testing : w.test}
          </Button>
        )}
      </div>
    </form>
  );
}
