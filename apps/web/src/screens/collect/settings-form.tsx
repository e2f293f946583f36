import type { CallOutput } from '../../client.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { LongInput, SelectInput, TextInput, Tick } from '../../parts/fields.tsx';
import type { FieldProblem, SettingField, Typed } from './settings-schema.ts';

export type Connector = CallOutput<'listConnectors'>['connectors'][number];

interface Props {
  fields: readonly SettingField[];
  typed: Typed;
  problems: Readonly<Record<string, FieldProblem>>;
  /** Whether a stored secret may be kept by leaving its field empty. */
  keepsSecrets: boolean;
  onTyped: (typed: Typed) => void;
}

/** The form that a connector's own schema describes. */
export function SettingsForm({ fields, typed, problems, keepsSecrets, onTyped }: Props) {
  const { words } = useSpoken();
  const set = (key: string, value: string | boolean) => onTyped({ ...typed, [key]: value });
  const problemText = (field: SettingField) => {
    const problem = problems[field.key];
    if (problem === 'required') return words.acts.required;
    if (problem === 'notANumber') return words.acts.notANumber;
    if (problem === 'outOfBounds')
      return `${field.least === undefined ? '' : formatNumber(field.least)} – ${field.most === undefined ? '' : formatNumber(field.most)}`;
    return undefined;
  };
  return fields.map((field) => {
    const { key, title, help, kind } = field;
    if (kind === 'switch')
      return (
        <div key={key}>
          <Tick label={title} checked={typed[key] === true} onChange={(checked) => set(key, checked)} />
          {help && help !== title && <p className="field-help">{help}</p>}
        </div>
      );
    if (kind === 'choice')
      return (
        <SelectInput
          key={key}
          label={title}
          help={help}
          value={String(typed[key] ?? '')}
          onChange={(value) => set(key, value)}
          options={field.options.map((value) => ({ value, label: value }))}
        />
      );
    if (kind === 'long' || kind === 'list')
      return (
        <LongInput
          key={key}
          label={title}
          help={help}
          value={String(typed[key] ?? '')}
          onChange={(value) => set(key, value)}
        />
      );
    if (kind === 'unsupported')
      return (
        <p key={key} className="field-help">
          <strong>{title}</strong> {words.connections.unsupported}
        </p>
      );
    return (
      <TextInput
        key={key}
        label={title}
        help={field.secret && keepsSecrets ? words.connections.secretKept : help}
        type={field.secret ? 'password' : 'text'}
        autoComplete={field.secret ? 'new-password' : 'off'}
        value={String(typed[key] ?? '')}
        onChange={(value) => set(key, value)}
        problem={problemText(field)}
        isRequired={field.required}
      />
    );
  });
}
