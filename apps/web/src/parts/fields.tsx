import { type ReactNode, useId, useState } from 'react';
import { formatNumber } from '../i18n/format.ts';
import { useWords } from '../i18n/use-words.ts';
import { readNumber } from './read-number.ts';

interface Common {
  label: ReactNode;
  help?: ReactNode;
  problem?: ReactNode;
  isRequired?: boolean;
}

/** Label, control, help and problem, tied together for everyone who does not see them. */
function Field(props: Common & { id: string; children: ReactNode }) {
  const words = useWords();
  return (
    <div className="field">
      <label htmlFor={props.id}>
        {props.label}
        {props.isRequired === false && <span className="field-help"> {words.acts.optional}</span>}
      </label>
      {props.help && (
        <p id={`${props.id}-help`} className="field-help">
          {props.help}
        </p>
      )}
      {props.children}
      {props.problem && (
        <p id={`${props.id}-problem`} className="field-problem" role="alert">
          {props.problem}
        </p>
      )}
    </div>
  );
}

function described(id: string, props: Common) {
  const ids = [props.help ? `${id}-help` : '', props.problem ? `${id}-problem` : '']
    .filter(Boolean)
    .join(' ');
  return {
    ...(ids ? { 'aria-describedby': ids } : {}),
    ...(props.problem ? { 'aria-invalid': true } : {}),
    ...(props.isRequired ? { required: true } : {}),
  };
}

interface TextProps extends Common {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'date';
  autoComplete?: string;
  placeholder?: string;
  maxLength?: number;
  autoFocus?: boolean;
}

export function TextInput(props: TextProps) {
  const id = useId();
  return (
    <Field {...props} id={id}>
      <input
        id={id}
        className="input"
        type={props.type ?? 'text'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        autoComplete={props.autoComplete ?? 'off'}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        {...described(id, props)}
      />
    </Field>
  );
}

/** A whole document pasted into a form. */
export function LongInput(props: Common & { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <Field {...props} id={id}>
      <textarea
        id={id}
        className="input font-mono text-sm"
        rows={6}
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        {...described(id, props)}
      />
    </Field>
  );
}

interface NumberProps extends Common {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  unit?: string;
}

/** Takes full-width digits, any minus and commas; what is no number stays in the field and says so. */
export function NumberInput(props: NumberProps) {
  const id = useId();
  const words = useWords();
  const [text, setText] = useState(props.value === undefined ? '' : String(props.value));
  const [bad, setBad] = useState(false);
  const change = (next: string) => {
    setText(next);
    const value = readNumber(next);
    const isBad = Number.isNaN(value);
    setBad(isBad);
    if (!isBad) props.onChange(value);
  };
  const settle = () => {
    const value = readNumber(text);
    if (value !== undefined && !Number.isNaN(value)) setText(String(value));
  };
  const problem = bad ? words.acts.notANumber : props.problem;
  const label = props.unit ? (
    <>
      {props.label} <span className="unit">{props.unit}</span>
    </>
  ) : (
    props.label
  );
  return (
    <Field {...props} label={label} problem={problem} id={id}>
      <input
        id={id}
        className="input input-number"
        inputMode="text"
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={settle}
        autoComplete="off"
        {...described(id, { ...props, problem })}
      />
    </Field>
  );
}

interface SelectProps<T extends string> extends Common {
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string }[];
}

/** The browser's own select: on a tablet nothing is easier to hit. */
export function SelectInput<T extends string>(props: SelectProps<T>) {
  const id = useId();
  return (
    <Field {...props} id={id}>
      <select
        id={id}
        className="input"
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find(({ value }) => value === event.target.value);
          if (chosen) props.onChange(chosen.value);
        }}
        {...described(id, props)}
      >
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function Tick(props: { label: ReactNode; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

/** Bounds of a range: shown as two numbers beside each other. */
export function BoundsInput(props: {
  label: string;
  help?: string;
  unit: string;
  value: { low?: number | undefined; high?: number | undefined };
  onChange: (value: { low?: number; high?: number }) => void;
}) {
  const words = useWords();
  const set = (end: 'low' | 'high', bound: number | undefined) => {
    const low = end === 'low' ? bound : props.value.low;
    const high = end === 'high' ? bound : props.value.high;
    props.onChange({ ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) });
  };
  const { low, high } = props.value;
  const crossed = low !== undefined && high !== undefined && low >= high;
  return (
    <fieldset className="field">
      <legend className="field-label">
        {props.label} <span className="unit">{props.unit}</span>
      </legend>
      {props.help && <p className="field-help">{props.help}</p>}
      <div className="pair">
        <NumberInput label={words.acts.from} value={low} onChange={(bound) => set('low', bound)} />
        <NumberInput label={words.acts.to} value={high} onChange={(bound) => set('high', bound)} />
      </div>
      {crossed && (
        <p className="field-problem" role="alert">
          {words.acts.boundsCrossed(formatNumber(low), formatNumber(high))}
        </p>
      )}
    </fieldset>
  );
}
